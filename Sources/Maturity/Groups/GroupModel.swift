package import Consistency
package import TextFormats

/// The groups of institutions and the level that each group should reach: policy from data.
package struct GroupModel: Sendable {
    /// A group of institutions.
    package struct Group: Sendable {
        /// The name in files, such as `basic`.
        package let id: String
        /// The name that a person reads.
        package let label: LocalizedText
        /// Who belongs to the group, in words.
        package let description: LocalizedText
        /// Where the group and its thresholds come from.
        package let source: LocalizedText
        /// The condition as its author wrote it.
        package let text: String
        /// Who belongs to the group, groups before it in its track left aside.
        package let formula: Formula
        /// The target level per dimension.
        package let target: [Int]
        /// Circumstances that raise the target in one dimension.
        package let raises: [Raise]
    }

    /// A circumstance that raises a group's target.
    package struct Raise: Sendable {
        /// The condition as its author wrote it.
        package let text: String
        /// When the target is raised.
        package let formula: Formula
        /// The index of the dimension.
        package let dimension: Int
        /// The level to which it is raised.
        package let level: Int
    }

    /// A division of institutions.
    ///
    /// Each belongs to at most one group of a track, the first whose condition holds. Groups of different tracks combine.
    package struct Track: Sendable {
        /// The name in files.
        package let id: String
        /// The groups, those that take precedence first.
        package let groups: [Group]
    }

    /// The tracks.
    package let tracks: [Track]
}
