/// The name nearest to a mistyped one, for "did you mean".
///
/// Distance is the optimal string alignment distance (insertions, deletions, substitutions and
/// swaps of neighbours) on letters without case. A name is near if the distance is at most a third
/// of the longer name's length, at least 1; a tie goes to the first candidate in order.
///
/// - Complexity: O(*candidates* · *n* · *m*) for names of *n* and *m* characters.
/// - Returns: The nearest candidate, or `nil` when nothing is near.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let typed = Array(name.lowercased().prefix(64))
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != name {
        let letters = Array(candidate.lowercased().prefix(64))
        let limit = max(1, max(typed.count, letters.count) / 3)
        guard abs(typed.count - letters.count) <= limit else { continue }
        let distance = alignmentDistance(typed, letters)
        // A one-letter name is within distance 1 of every other: demand something shared.
        guard distance <= limit, distance < max(typed.count, letters.count) else { continue }
        if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.candidate
}

private func alignmentDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
        var current = [i + 1]
        for j in 0..<b.count {
            let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
            var distance = min(substitution, previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                distance = min(distance, beforePrevious[j - 1] + 1)
            }
            current.append(distance)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[b.count]
}
