/// Fifteen industries. The figures are chosen, not measured.
extension Industry {
    package static let all: [Industry] = [
        Industry(
            "saas", warmth: 0.1, need: 0.58, objections: 1.0, leaning: [3, 3, 3, 2, 1, 3, 2, 1],
            value: 18000,
            Words(
                products: "workflow platform | reporting suite | CRM add-on | scheduling app",
                processes:
                    "tracking the pipeline | building reports | onboarding new users | approving requests",
                troubles: "duplicate records | late reports | manual data entry | missed handovers",
                costs: "licence costs | admin hours | rework",
                users: "account teams | analysts | project managers",
                peers: "software companies | mid-size agencies | consulting firms",
                incumbents: "spreadsheets | an in-house tool | a legacy system")),
        Industry(
            "cybersecurity", warmth: 0.0, need: 0.6, objections: 1.05,
            leaning: [3, 2, 3, 2, 3, 3, 1, 3], value: 42000,
            Words(
                products:
                    "endpoint protection | threat monitoring service | email security gateway | backup vault",
                processes:
                    "patching machines | reviewing alerts | handling access requests | running audits",
                troubles: "false alarms | phishing emails | unpatched laptops | audit findings",
                costs: "incident costs | overtime | insurance premiums",
                users: "security engineers | administrators | remote staff",
                peers: "regional banks | law firms | hospitals",
                incumbents: "the built-in antivirus | a managed provider | an older firewall")),
        Industry(
            "fintech", warmth: 0.05, need: 0.55, objections: 1.0,
            leaning: [3, 2, 2, 2, 3, 3, 2, 3], value: 26000,
            Words(
                products:
                    "payment gateway | invoicing platform | fraud screening service | expense card",
                processes:
                    "reconciling payments | chasing invoices | closing the books | checking transactions",
                troubles:
                    "late payments | chargebacks | failed transactions | manual reconciliation",
                costs: "processing fees | chargeback costs | bank charges",
                users: "bookkeepers | finance teams | store managers",
                peers: "online shops | wholesalers | subscription businesses",
                incumbents: "the bank's portal | paper invoices | another processor")),
        Industry(
            "insurance", warmth: -0.15, need: 0.5, objections: 1.1,
            leaning: [4, 2, 2, 3, 4, 3, 2, 1], value: 2400,
            Words(
                products:
                    "liability cover | group health plan | fleet policy | income protection plan",
                processes:
                    "renewing policies | filing claims | comparing quotes | reporting damage",
                troubles: "slow claims | gaps in cover | surprise exclusions | rising premiums",
                costs: "premiums | deductibles | claim costs",
                users: "employees | drivers | family members",
                peers: "small businesses | contractors | restaurants",
                incumbents: "a policy through the bank | the old carrier | minimum cover")),
        Industry(
            "banking", warmth: 0.0, need: 0.5, objections: 1.0, leaning: [3, 3, 3, 2, 2, 3, 3, 2],
            value: 9500,
            Words(
                products: "business account | credit line | equipment loan | treasury service",
                processes:
                    "managing cash flow | paying suppliers | running payroll | financing equipment",
                troubles: "cash shortfalls | slow approvals | transfer delays | hidden charges",
                costs: "interest costs | account fees | transfer fees",
                users: "owners | controllers | branch managers",
                peers: "family firms | manufacturers | medical practices",
                incumbents: "the current bank | an overdraft | personal savings")),
        Industry(
            "health tech", warmth: 0.05, need: 0.6, objections: 1.05,
            leaning: [3, 3, 4, 2, 3, 2, 2, 3], value: 31000,
            Words(
                products:
                    "patient portal | scheduling system | telehealth platform | records software",
                processes:
                    "booking appointments | charting visits | billing insurers | following up with patients",
                troubles: "missed appointments | long hold times | billing errors | lost referrals",
                costs: "no-show losses | overtime | denied claims",
                users: "nurses | front desk staff | physicians",
                peers: "clinics | dental practices | physiotherapy centers",
                incumbents: "paper charts | a phone line | an older records system")),
        Industry(
            "medical devices", warmth: -0.05, need: 0.56, objections: 1.05,
            leaning: [4, 3, 4, 2, 3, 3, 2, 3], value: 64000,
            Words(
                products: "ultrasound unit | infusion pump | monitoring system | surgical kit",
                processes:
                    "monitoring patients | sterilising instruments | training staff | ordering supplies",
                troubles: "downtime | repeat scans | calibration problems | supply shortages",
                costs: "maintenance costs | consumable costs | rental fees",
                users: "surgeons | technicians | ward nurses",
                peers: "hospitals | imaging centers | surgery centers",
                incumbents: "leased equipment | a previous generation unit | a competing brand")),
        Industry(
            "manufacturing", warmth: 0.0, need: 0.58, objections: 1.0,
            leaning: [3, 3, 2, 2, 2, 3, 3, 2], value: 55000,
            Words(
                products:
                    "inspection camera | maintenance software | packaging line | robotic cell",
                processes:
                    "planning production | inspecting parts | changing over lines | tracking inventory",
                troubles: "unplanned downtime | scrap | late orders | quality complaints",
                costs: "scrap costs | energy costs | overtime",
                users: "operators | shift leads | maintenance crews",
                peers: "machine shops | food plants | auto suppliers",
                incumbents: "clipboards | an old control system | manual inspection")),
        Industry(
            "logistics", warmth: 0.05, need: 0.58, objections: 1.0,
            leaning: [4, 2, 2, 2, 2, 3, 2, 2], value: 21000,
            Words(
                products:
                    "fleet tracking platform | route planner | warehouse system | freight service",
                processes:
                    "planning routes | tracking shipments | loading trucks | booking carriers",
                troubles: "late deliveries | empty miles | lost pallets | detention fees",
                costs: "fuel costs | freight costs | labour costs",
                users: "drivers | dispatchers | warehouse crews",
                peers: "distributors | courier firms | grocery chains",
                incumbents: "phone calls and whiteboards | a broker | basic trackers")),
        Industry(
            "solar energy", warmth: -0.1, need: 0.52, objections: 1.1,
            leaning: [4, 2, 3, 2, 4, 2, 2, 3], value: 19000,
            Words(
                products: "rooftop system | battery package | heat pump | charging station",
                processes:
                    "paying the power bill | heating the building | charging vehicles | planning the roof work",
                troubles: "high power bills | outages | an aging boiler | rate increases",
                costs: "energy bills | heating costs | peak charges",
                users: "tenants | family members | facility teams",
                peers: "homeowners | farms | warehouses",
                incumbents: "the utility | a gas boiler | a small generator")),
        Industry(
            "real estate", warmth: 0.0, need: 0.55, objections: 1.0,
            leaning: [4, 4, 4, 1, 2, 2, 2, 2], value: 12000,
            Words(
                products:
                    "two-bedroom apartment | office suite | property management service | listing package",
                processes:
                    "finding a place | managing tenants | selling the property | renewing the lease",
                troubles: "vacant units | late rent | long commutes | maintenance requests",
                costs: "rent | vacancy losses | closing costs",
                users: "tenants | buyers | office staff",
                peers: "young families | landlords | design studios",
                incumbents: "the current lease | another agency | self-management")),
        Industry(
            "automotive", warmth: 0.05, need: 0.55, objections: 1.0,
            leaning: [5, 3, 4, 1, 2, 3, 2, 2], value: 34000,
            Words(
                products: "hybrid model | delivery van | service plan | extended warranty",
                processes: "commuting | hauling equipment | servicing vehicles | replacing the car",
                troubles: "breakdowns | repair bills | poor mileage | cramped seats",
                costs: "fuel costs | repair costs | monthly payments",
                users: "drivers | kids | field crews",
                peers: "commuters | contractors | delivery firms",
                incumbents: "the old sedan | a leased van | an aging truck")),
        Industry(
            "telecom", warmth: -0.1, need: 0.52, objections: 1.1,
            leaning: [4, 2, 2, 2, 2, 4, 3, 1], value: 6800,
            Words(
                products:
                    "fiber connection | business phone system | mobile plan | contact center service",
                processes:
                    "answering calls | moving offices | connecting branches | supporting remote work",
                troubles: "dropped calls | slow internet | billing mistakes | outages",
                costs: "phone bills | line rental | roaming charges",
                users: "agents | branch staff | field teams",
                peers: "call centers | retailers | hotels",
                incumbents: "the old carrier | copper lines | a basic plan")),
        Industry(
            "education", warmth: -0.05, need: 0.55, objections: 1.0,
            leaning: [4, 4, 4, 2, 2, 2, 3, 1], value: 7500,
            Words(
                products:
                    "learning platform | certificate program | tutoring package | language course",
                processes:
                    "preparing lessons | grading assignments | training staff | enrolling students",
                troubles: "low attendance | outdated material | drop-outs | grading backlogs",
                costs: "training costs | printing costs | travel costs",
                users: "teachers | students | new hires",
                peers: "schools | training centers | family companies",
                incumbents: "textbooks | classroom sessions | free videos")),
        Industry(
            "hospitality", warmth: 0.0, need: 0.55, objections: 1.0,
            leaning: [4, 3, 2, 2, 2, 3, 2, 2], value: 11000,
            Words(
                products:
                    "booking engine | point of sale system | event package | housekeeping app",
                processes:
                    "taking reservations | checking guests in | planning events | ordering stock",
                troubles: "no-shows | double bookings | slow check-in | bad reviews",
                costs: "commission fees | food waste | staffing costs",
                users: "front desk staff | servers | event planners",
                peers: "boutique hotels | restaurants | wedding venues",
                incumbents: "a paper diary | a booking site | an old till")),
    ]

    /// The industry of a name as it is written in ``all``, whatever the case.
    package static func named(_ name: String) -> Industry? {
        all.first { $0.name == name.lowercased() }
    }
}
