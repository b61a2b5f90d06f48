import Consistency
import TextFormats

/// Draws charts as SVG for HTML.
///
/// Colours come from classes of the page's style sheet. What a colour tells, a shape, a pattern of
/// lines or a word tells too.
struct ChartSVG {
    let language: Language
    /// The prefix of ids, different for every chart of a page.
    let id: String

    /// The size of the text in the drawing's own units.
    static let fontSize = 14

    /// The chart as an `svg` element with title and description; nothing when there is nothing to
    /// draw or a web would have too few or too many axes, so that the table alone stands.
    func render(_ chart: Report.Chart) -> String {
        switch chart.drawing {
        case .radar(let spokes, _) where !(3...8).contains(spokes.count): return ""
        case .shares(let rows, _) where rows.isEmpty: return ""
        case .heatmap(let rows, _) where rows.isEmpty: return ""
        case .timeline(let tasks, _) where tasks.isEmpty: return ""
        default: break
        }
        let drawing =
            switch chart.drawing {
            case .bars(let bars, let thresholds, let legend): self.bars(bars, thresholds, legend)
            case .radar(let spokes, let rings): radar(spokes, rings)
            case .timeline(let tasks, let periods): timeline(tasks, periods)
            case .shares(let rows, let names): shares(rows, names)
            case .heatmap(let rows, let columns): heatmap(rows, columns)
            }
        return "<svg viewBox=\"0 0 \(drawing.width) \(drawing.height)\" role=\"img\" "
            + "aria-labelledby=\"\(id)t \(id)d\">\n"
            + "<title id=\"\(id)t\">\(HTMLText.escaped(chart.title[language]))</title>\n"
            + "<desc id=\"\(id)d\">\(HTMLText.escaped(chart.description[language]))</desc>\n"
            + drawing.content + "</svg>\n"
    }

    /// A finished drawing.
    struct Drawing {
        let width: Int
        let height: Int
        let content: String
    }

    /// One line of text.
    func text(
        _ string: String, x: Int, y: Int, anchor: String = "start", class name: String = ""
    ) -> String {
        let classAttribute = name.isEmpty ? "" : " class=\"\(name)\""
        return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\"\(classAttribute)>"
            + "\(HTMLText.escaped(string))</text>\n"
    }

    /// A place along a length for a score from 0 to 1, to the nearest unit.
    func place(_ ratio: Ratio, along length: Int) -> Int {
        (2 * ratio.numerator * length + ratio.denominator) / (2 * ratio.denominator)
    }
}
