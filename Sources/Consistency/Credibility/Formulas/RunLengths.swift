/// The runs of equal consecutive answers, as R's `rle` cuts a row into them.
///
/// A missing answer is a run of 1 and breaks the run around it, so that not answering never looks
/// like answering the same. The longest run is the *longstring* index (Johnson 2005), the mean
/// length the *averagestring* of R's `careless`.
package struct RunLengths: Hashable, Sendable {
    /// The length of each run, in the order of the answers.
    package let lengths: [Int]

    /// Cuts answers into runs; `nil` stands for a missing answer.
    ///
    /// - Complexity: O(*n*).
    package init<Answer: Equatable>(of answers: some Sequence<Answer?>) {
        var lengths: [Int] = []
        var previous: Answer?
        for answer in answers {
            if let answer, answer == previous, let last = lengths.indices.last {
                lengths[last] += 1
            } else {
                lengths.append(1)
            }
            previous = answer
        }
        self.lengths = lengths
    }

    /// How many answers there are, missing ones included.
    package var count: Int { lengths.reduce(0, +) }

    /// The longest run: max *l*; `nil` without answers.
    package var longest: Int? { lengths.max() }

    /// The mean length of a run: *n* divided by the number of runs; `nil` without answers.
    package var mean: Ratio? { lengths.isEmpty ? nil : Ratio(count, lengths.count) }
}
