/// The sums of one row, or what one answer adds to them: 24 lanes of 16 bits.
struct Lanes {
    private var first = SIMD8<Int16>(repeating: 0)
    private var second = SIMD8<Int16>(repeating: 0)
    private var third = SIMD8<Int16>(repeating: 0)

    /// The most dimensions that fit.
    static let dimensionLimit = 4
    /// The weight of answered items.
    static let answeredWeight = 0
    /// The points of answered items.
    static let achieved = 4
    /// The weight of applicable items.
    static let applicableWeight = 8
    /// The points with every open item at its lowest.
    static let lowest = 12
    /// The points with every open item at its highest.
    static let highest = 16
    /// The number of items that are answered, unknown, applicable and unanswered.
    static let answered = 20
    static let unknown = 21
    static let applicable = 22
    static let unanswered = 23

    subscript(lane: Int) -> Int16 {
        get {
            switch lane >> 3 {
            case 0: first[lane & 7]
            case 1: second[lane & 7]
            default: third[lane & 7]
            }
        }
        set {
            switch lane >> 3 {
            case 0: first[lane & 7] = newValue
            case 1: second[lane & 7] = newValue
            default: third[lane & 7] = newValue
            }
        }
    }

    @inline(__always)
    static func &+= (left: inout Lanes, right: Lanes) {
        left.first &+= right.first
        left.second &+= right.second
        left.third &+= right.third
    }

    @inline(__always)
    static func &-= (left: inout Lanes, right: Lanes) {
        left.first &-= right.first
        left.second &-= right.second
        left.third &-= right.third
    }
}
