package import Consistency
package import TextFormats

extension Report {
    /// A number that a report states: its exact value, and the one way in which it is written.
    ///
    /// Every format takes text and value from here, so they cannot tell different figures.
    package struct Figure: Hashable, Sendable {
        /// A value with its unit.
        package enum Value: Hashable, Sendable {
            /// A whole number, such as a count of answers.
            case count(Int)
            /// A share, written in percent with one decimal.
            case percent(Ratio)
            /// A number written with at most two decimals, such as weighted points.
            case decimal(Ratio)
        }

        /// The value.
        package let value: Value

        /// A whole number.
        package static func count(_ number: Int) -> Figure { Figure(value: .count(number)) }
        /// A share in percent.
        package static func percent(_ ratio: Ratio) -> Figure { Figure(value: .percent(ratio)) }
        /// A number with decimals.
        package static func decimal(_ ratio: Ratio) -> Figure { Figure(value: .decimal(ratio)) }

        /// The figure as each language writes it: `62,5 %`, `62.5%`.
        package var text: LocalizedText {
            switch value {
            case .count(let number): LocalizedText(verbatim: "\(number)")
            case .percent(let ratio): ratio.percent
            case .decimal(let ratio): ratio.decimal
            }
        }

        /// The number that the text shows, without its unit and with a decimal point: `62.5`.
        package var plain: String {
            switch value {
            case .count(let number): "\(number)"
            case .percent(let ratio): ratio.percentText
            case .decimal(let ratio): ratio.decimal.en
            }
        }

        /// The exact value: `7`, `5/8`.
        package var exact: String {
            switch value {
            case .count(let number): "\(number)"
            case .percent(let ratio), .decimal(let ratio): ratio.text
            }
        }
    }
}
