internal import Testing

@testable internal import Wire

@Suite("Limits")
struct LimitsTests {
    @Test("Every limit has a name in the configuration, and each name is its own")
    func settings() {
        let names = WireLimits.settings.map(\.name)
        let stored = Mirror(reflecting: WireLimits.standard).children.compactMap(\.label)
        #expect(names == stored)
        #expect(Set(names).count == names.count)
    }

    @Test("A setting changes its limit and no other")
    func change() {
        for setting in WireLimits.settings {
            var limits = WireLimits.standard
            switch setting.value {
            case .count(let key): limits[keyPath: key] += 1
            case .duration(let key): limits[keyPath: key] += .seconds(1)
            }
            let changed = zip(
                Mirror(reflecting: limits).children,
                Mirror(reflecting: WireLimits.standard).children
            ).filter { "\($0.value)" != "\($1.value)" }.compactMap(\.0.label)
            #expect(changed == [setting.name])
        }
    }
}
