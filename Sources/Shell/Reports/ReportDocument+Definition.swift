internal import MigrationEngine
internal import MilvusClient

extension ReportDocument {
  private var plan: MigrationPlan { report.plan }

  // MARK: The schema

  var schemaChapter: ReportChapter {
    let columns: [Table.Column] = [
      .text("FIELD"), .text("TYPE"), .text("NULL"), .text("DEFAULT"), .text("INDEX"),
      .text("NOTE"),
    ]
    let fields = report.targetSchema.fields.map { row($0, name: $0.name) }
    let inner = report.targetSchema.structFields.flatMap { outer in
      outer.fields.map { row($0, name: "\(outer.name)[\($0.name)]") }
    }
    let changes = report.targetSchema.differences(from: report.sourceSchema)
    let remark =
      changes.isEmpty
      ? "The target got the source's schema."
      : "The target got another schema than the source's: "
        + changes.map(\.description).joined(separator: "; ")
    return ReportChapter(
      title: "Schema",
      sections: [.table(Table(columns, rows: fields + inner)), .text(remark)])
  }

  private func row(_ field: FieldSchema, name: ServerName) -> [Cell] {
    let index = indexes.first { $0.field == name }
    return [
      Cell(name), Cell(field.typeText), field.isNullable ? "yes" : "no",
      field.defaultText.map { Cell($0) } ?? .absent, index.map { Cell($0.words) } ?? .absent,
      Cell(notes(of: field).joined(separator: ", ")),
    ]
  }

  private func notes(of field: FieldSchema) -> [String] {
    let maker = report.targetSchema.functions.first { $0.outputs.contains(field.name) }
    return [
      field.isPrimaryKey ? "primary key" : nil,
      field.isPartitionKey ? "partition key" : nil,
      field.isClusteringKey ? "clustering key" : nil,
      field.maxCapacity.map { "at most \($0)" },
      maker.map { "made by function \($0.name)" },
      field.description.isEmpty ? nil : field.description,
    ].compactMap(\.self)
  }

  // MARK: What was carried

  var carriedChapter: ReportChapter {
    let facts: [Field?] = [
      Field("dynamic field", Cell(report.targetSchema.isDynamic ? "on" : "off")),
      Field("keys", Cell(keys)),
      plan.keyPartitions.map { Field("buckets of the partition key", .count($0)) },
      plan.partitions.isEmpty ? nil : Field("partitions", list(plan.partitions.map(\.text))),
      Field("indexes", list(indexes.map { "\($0.name) on \($0.field): \($0.words)" })),
      Field("aliases", list(plan.aliases.map(\.text))),
      Field("properties", list(properties)),
      plan.consistency.map { Field("consistency level", Cell($0.description)) },
      plan.shards.map { Field("shards", .count(Int64($0))) },
      report.targetSchema.functions.isEmpty
        ? nil : Field("functions", list(report.targetSchema.functions.map(\.name.text))),
    ]
    return ReportChapter(
      title: "Carried", sections: [.fields(facts.compactMap(\.self))])
  }

  private var keys: String {
    if plan.makesNewKeys { return "generated anew by the target" }
    return report.sourceSchema.isAutoID && !report.targetSchema.isAutoID
      ? "kept, and no longer generated" : "kept"
  }

  private var indexes: [PlannedIndex] { plan.vectorIndexes + plan.scalarIndexes }

  private var properties: [String] {
    plan.properties.map { "\($0.key)=\($0.value)" }
      + plan.temporaryProperties.map { "\($0.key)=\($0.after)" }
  }

  private func list(_ texts: [String]) -> Cell {
    texts.isEmpty ? Cell("none") : Cell(texts.joined(separator: ", "))
  }

  // MARK: What was not, and what was asked for

  var leftChapter: ReportChapter {
    let left = plan.notCarried + (report.result?.notCarried ?? [])
    guard !left.isEmpty else {
      return ReportChapter(title: "Not carried", sections: [.text("Nothing was left behind.")])
    }
    let rows = left.map { [Cell($0.what), Cell($0.reason)] }
    return ReportChapter(
      title: "Not carried",
      sections: [.table(Table([.text("WHAT"), .text("BECAUSE")], rows: rows))])
  }

  var optionChapter: ReportChapter {
    let given = plan.options.document.fields.filter { $0.value != .null }
    let fields = given.map { Field($0.name, Cell($0.value.plainText)) }
    return ReportChapter(title: "Options", sections: [.fields(fields)])
  }
}

extension PlannedIndex {
  /// Type and metric: `HNSW COSINE`.
  fileprivate var words: String { [type, metric].compactMap(\.self).joined(separator: " ") }
}

extension JSONValue {
  /// A text without its quotes, anything else as JSON.
  fileprivate var plainText: String {
    guard case .string(let text) = self else { return text }
    return text
  }
}
