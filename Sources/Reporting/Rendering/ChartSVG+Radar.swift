import TextFormats

extension ChartSVG {
    /// A web: an axis per dimension, a ring per level, the state as a filled shape with round
    /// marks, the target as a dashed outline with square marks.
    ///
    /// The first ring is level 0, so that a dimension at the lowest level is seen as well.
    func radar(_ spokes: [Report.Chart.Spoke], _ rings: [LocalizedText]) -> Drawing {
        let web = Web(count: spokes.count, rings: rings.count)
        var content = ""
        for ring in rings.indices {
            let points = spokes.indices.map { web.point($0, ring: ring) }
            content += "<polygon points=\"\(Self.list(points))\" class=\"grid\"/>\n"
        }
        for spoke in spokes.indices {
            let end = web.point(spoke, ring: rings.count - 1)
            content +=
                "<line x1=\"\(Web.centre.x)\" y1=\"\(Web.centre.y)\" x2=\"\(end.x)\" "
                + "y2=\"\(end.y)\" class=\"grid\"/>\n"
        }
        let values = spokes.enumerated().compactMap { index, spoke in
            spoke.value.map { web.point(index, ring: $0) }
        }
        if values.count == spokes.count {
            content += "<polygon points=\"\(Self.list(values))\" class=\"area\"/>\n"
        }
        let targets = spokes.enumerated().compactMap { index, spoke in
            spoke.target.map { web.point(index, ring: $0) }
        }
        if targets.count == spokes.count {
            content += "<polygon points=\"\(Self.list(targets))\" class=\"target\"/>\n"
        }
        for point in targets {
            content +=
                "<rect x=\"\(point.x - 5)\" y=\"\(point.y - 5)\" width=\"10\" height=\"10\" "
                + "class=\"targetmark\"/>\n"
        }
        for point in values {
            content += "<circle cx=\"\(point.x)\" cy=\"\(point.y)\" r=\"5\" class=\"mark\"/>\n"
        }
        for (index, spoke) in spokes.enumerated() { content += label(spoke, index, web) }
        // Along the upper axis, beside it.
        for (ring, name) in rings.enumerated() {
            let point = web.point(0, ring: ring)
            content += text(
                name[language], x: point.x + 11, y: point.y + 1, class: "small over")
        }
        return Drawing(width: 540, height: 400, content: content + radarLegend)
    }

    private func label(_ spoke: Report.Chart.Spoke, _ index: Int, _ web: Web) -> String {
        let end = web.point(index, ring: web.rings - 1)
        let isSide = abs(end.x - Web.centre.x) > 20
        let lines = wrapped(spoke.label[language], width: isSide ? 13 : 46)
        let anchor = !isSide ? "middle" : end.x > Web.centre.x ? "start" : "end"
        let x = !isSide ? end.x : end.x > Web.centre.x ? end.x + 12 : end.x - 12
        let first: Int
        if isSide {
            first = end.y + 5 - (lines.count - 1) * 9
        } else {
            first = end.y < Web.centre.y ? end.y - 22 - (lines.count - 1) * 18 : end.y + 28
        }
        return lines.enumerated().map { line, string in
            text(string, x: x, y: first + 18 * line, anchor: anchor, class: "label over")
        }.joined()
    }

    private var radarLegend: String {
        let now = LocalizedText(lv: "līmenis tagad", en: "level now")[language]
        let target = LocalizedText(lv: "mērķa līmenis", en: "target level")[language]
        return "<line x1=\"130\" y1=\"382\" x2=\"160\" y2=\"382\" class=\"arealine\"/>\n"
            + "<circle cx=\"145\" cy=\"382\" r=\"5\" class=\"mark\"/>\n"
            + text(now, x: 168, y: 387, class: "small")
            + "<line x1=\"292\" y1=\"382\" x2=\"322\" y2=\"382\" class=\"target\"/>\n"
            + "<rect x=\"302\" y=\"377\" width=\"10\" height=\"10\" class=\"targetmark\"/>\n"
            + text(target, x: 330, y: 387, class: "small")
    }

    private static func list(_ points: [(x: Int, y: Int)]) -> String {
        points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    }
}

/// The places in a web.
private struct Web {
    let count: Int
    let rings: Int

    static let centre = (x: 270, y: 190)
    private static let radius = 120

    /// The point on an axis at a ring; the first axis points up, the next follow clockwise.
    func point(_ spoke: Int, ring: Int) -> (x: Int, y: Int) {
        let distance = Self.radius * (ring + 1) / rings
        let (sine, cosine) = Self.direction(spoke, of: count)
        return (
            Self.centre.x + Self.rounded(distance * sine),
            Self.centre.y - Self.rounded(distance * cosine)
        )
    }

    /// Sine and cosine of an axis's angle in thousandths.
    ///
    /// By a rotation repeated in whole numbers: there is no mathematics library below, and the
    /// picture must be the same to the last bit everywhere.
    private static func direction(_ spoke: Int, of count: Int) -> (sine: Int, cosine: Int) {
        let table: [Int: (sine: Int, cosine: Int)] = [
            3: (866, -500), 4: (1000, 0), 5: (951, 309), 6: (866, 500), 7: (782, 623),
            8: (707, 707),
        ]
        guard let step = table[count] else {
            preconditionFailure("a web has three to eight axes")
        }
        var (sine, cosine) = (0, 1_000_000)
        for _ in 0..<spoke {
            (sine, cosine) = (
                (sine * step.cosine + cosine * step.sine) / 1000,
                (cosine * step.cosine - sine * step.sine) / 1000
            )
        }
        return (sine / 1000, cosine / 1000)
    }

    private static func rounded(_ thousandths: Int) -> Int {
        (thousandths + (thousandths < 0 ? -500 : 500)) / 1000
    }
}
