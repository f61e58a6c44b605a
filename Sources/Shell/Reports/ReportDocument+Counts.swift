internal import MigrationEngine
internal import MilvusClient

extension ReportDocument {
  var countChapter: ReportChapter {
    var sections: [Section] = [.fields(counts.compactMap(\.self))]
    if report.partitions.count > 1 { sections.append(.table(partitionTable)) }
    return ReportChapter(title: "Entities", sections: sections)
  }

  private var counts: [Field?] {
    let (job, result) = (report.status, report.result)
    let replayed = Figures.count(job.replayed, of: "key range")
    return [
      field("on the source before", report.sourceRowsBefore),
      field("on the source after", report.sourceRowsAfter, isBad: result?.sourceChanged == true),
      field("listed by the source", report.partitions.reduce(0) { $0 + $1.plannedRows }),
      field("copied", job.done),
      Field("bytes written", Cell(Figures.size(job.bytes))),
      field("on the target", result?.targetRows),
      result.flatMap { field("more on the source than keys", $0.duplicateKeys, isBad: true) }
        .flatMap { $0.value.shown == "0" ? nil : $0 },
      field("rejected", Int64(job.rejected), isBad: job.rejected > 0),
      Field("calls repeated", .count(Int64(report.retries))),
      Field("sent again", Cell(replayed)),
      job.seconds.map { Field("from start to end", Cell(Figures.duration(.seconds($0)))) },
      job.copySeconds.map { Field("time of copying", Cell(Figures.duration(.seconds($0)))) },
      job.meanRate.map { rate in
        Field("mean rate", Cell("\(Figures.rate(rate.rows)), \(Figures.byteRate(rate.bytes))"))
      },
    ]
  }

  private func field(_ name: String, _ count: Int64?, isBad: Bool = false) -> Field {
    guard let count else { return Field(name, Cell("not counted", tone: .dim)) }
    return Field(name, Cell(Figures.count(count), tone: isBad ? .bad : .plain))
  }

  private var partitionTable: Table {
    let columns: [Table.Column] = [
      .text("PARTITION"), .number("KEY RANGES"), .number("DONE"), .number("LISTED"),
      .number("COPIED"),
    ]
    let rows: [[Cell]] = report.partitions.map { partition in
      [
        Cell(partition.name), .count(Int64(partition.ranges)),
        .count(Int64(partition.doneRanges)), .count(partition.plannedRows),
        .count(partition.doneRows),
      ]
    }
    return Table(columns, rows: rows)
  }
}
