internal import Messages

/// What people call the two sides of a sales conversation, in lower case.
enum Roles {
    static let representative: Set<String> = [
        "rep", "representative", "sales rep", "sales representative", "sales", "salesperson",
        "salesman", "saleswoman", "seller", "agent", "advisor", "adviser", "consultant",
        "account executive", "account manager", "ae", "sdr", "bdr", "vendor", "support", "host",
        "assistant", "persuader", "fundraiser", "operator", "associate", "sales agent",
        "sales associate", "staff", "employee", "closer", "dealer", "broker", "realtor",
        "speaker 1",
        "speaker a", "me",
    ]
    static let customer: Set<String> = [
        "customer", "client", "buyer", "prospect", "lead", "user", "caller", "guest",
        "shopper", "consumer", "persuadee", "donor", "patient", "tenant", "visitor", "purchaser",
        "decision maker", "champion", "speaker 2", "speaker b", "potential customer",
        "prospective customer", "cust",
    ]

    static func speaker(named role: String) -> Speaker? {
        var name = role.lowercased()
        while let last = name.last, " \t.*_)]:".contains(last) { name.removeLast() }
        while let first = name.first, " \t*_([#-".contains(first) { name.removeFirst() }
        name = name.split(whereSeparator: { $0 == " " || $0 == "_" || $0 == "-" })
            .joined(separator: " ")
        if representative.contains(name) { return .representative }
        if customer.contains(name) { return .customer }
        return nil
    }
}
