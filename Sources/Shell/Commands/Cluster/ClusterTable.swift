internal import ZillizCloud

/// Clusters of Zilliz Cloud, a row each.
struct ClusterTable: Renderable {
  static let schema = "clusters/1"
  static let rows: String? = "clusters"

  var clusters: [ClusterSummary]
  /// Whether several keys are in use, so that it matters which one sees a cluster.
  var showsSides = false

  var json: JSONObject {
    [
      "clusters": .array(
        clusters.map { row in
          var object = row.document
          object["keyOf"] = .string(row.sides)
          return .object(object)
        })
    ]
  }

  var sections: [Section] {
    guard !clusters.isEmpty else { return [.text("no clusters")] }
    let rows = clusters.map { row in columns.map { $0.cell(row) } }
    let count = Figures.count(clusters.count, of: "cluster")
    return [.table(Table(columns.map(\.column), rows: rows)), .text(count)]
  }

  private typealias Part = (column: Table.Column, cell: (ClusterSummary) -> Cell)

  private var columns: [Part] {
    let parts: [Part] = [
      (.text("CLUSTER"), { Cell($0.cluster.id) }),
      (.text("NAME"), { Cell($0.cluster.name) }),
      (.text("KIND"), { Self.cell($0.kind) }),
      (.number("CU"), { $0.cluster.computeUnits.map { .count(Int64($0)) } ?? .absent }),
      (.text("STATUS"), { Cell($0.cluster.status.rawValue, tone: Self.tone($0.cluster)) }),
      (.text("REGION"), { Self.cell($0.cluster.region) }),
      (.text("PROJECT"), { Self.cell($0.projectText) }),
    ]
    return showsSides ? parts + [(.text("KEY OF"), { Cell($0.sides) })] : parts
  }

  private static func cell(_ text: String?) -> Cell { text.map { Cell($0) } ?? .absent }

  private static func tone(_ cluster: CloudCluster) -> Cell.Tone {
    switch cluster.status.meaning {
    case .usable: .good
    case .changing, .suspended, .unknown: .warning
    case .gone, .broken: .bad
    }
  }
}
