internal import MilvusClient
internal import MilvusWire

/// One query, carried out on a collection.
struct FakeReading {
  let release: FakeRelease
  let settings: FakeSettings
  let collection: FakeCollection
  let request: WireQueryRequest
  let parameters: FakeQueryParameters

  /// The number of live rows, copies of a key counted each.
  func count() throws -> [UInt8] {
    let count = try copies().count
    var values = WireWriter()
    values.bytes(1, [UInt8](varint: UInt64(count)))
    var payload = WireWriter()
    payload.message(3, values)
    var column = WireWriter()
    column.varint(1, 5)
    column.bytes(2, "count(*)".utf8)
    column.message(3, payload)
    var answer = WireWriter()
    answer.message(2, column)
    return answer.assemble(copying: [])
  }

  /// Rows, one of each key.
  func page() throws -> [UInt8] {
    guard !request.expr.isEmpty || parameters.limit != nil else {
      throw FakeRefusal.unclassified("empty expression should be used with limit")
    }
    let fields = try outputs()
    let rows = FakePaging(
      release: release, settings: settings, parameters: parameters, shards: collection.shards,
      sealedUntil: collection.sealedUntil
    ).page(of: try copies())
    var answer = WireWriter()
    for column in ordered(columns(fields, rows)) { answer.message(2, column) }
    answer.bytes(3, request.collectionName.utf8)
    for name in request.outputFields { answer.bytes(4, name.utf8) }
    if release.knowsIterators, parameters.isIterator, request.guaranteeTimestamp == 0 {
      answer.varint(5, collection.rows.map(\.born).max() ?? collection.createdAt)
    }
    if release.namesKeyField { answer.bytes(6, collection.keyField.name.text.utf8) }
    return answer.assemble(copying: [])
  }

  // MARK: - Rows

  /// Every live copy of the rows that the query selects.
  private func copies() throws -> [FakeRow] {
    let partitions = try collection.readable(request.partitionNames, release)
    let filter = try FakeFilter(request.expr, of: collection, release: release)
    // Only an iterator of 2.5 and newer reads as of a time; others read at least up to it.
    let isSnapshot =
      release.knowsIterators && parameters.isIterator && request.guaranteeTimestamp != 0
    let time = isSnapshot ? request.guaranteeTimestamp : nil
    return collection.rows.filter {
      partitions.contains($0.partition) && $0.isAlive(at: time) && filter.holds(for: $0.key)
    }
  }

  // MARK: - Columns

  /// One output: a field, or the fields of an array of structs under one name.
  private enum Output {
    case field(FakeField)
    case structure(WireStructArrayFieldSchema, [FakeField])
  }

  private func outputs() throws -> [Output] {
    var names = request.outputFields.map(ServerName.init(_:))
    precondition(!names.contains("*"), "a copy asks for fields by their names")
    // Servers add the key by themselves.
    if !names.contains(collection.keyField.name) { names.append(collection.keyField.name) }
    return try names.map(output)
  }

  private func output(_ name: ServerName) throws -> Output {
    if let structure = collection.schema.structArrayFields.first(where: {
      ServerName($0.name) == name
    }) {
      return .structure(structure, collection.fields.filter { $0.parent == name })
    }
    guard let field = collection.field(name), field.parent == nil else {
      throw FakeRefusal.unclassified("field \(name) not exist")
    }
    guard !field.isHidden else {
      throw FakeRefusal.unclassified("not allowed to retrieve raw data of field \(name)")
    }
    return .field(field)
  }

  private func columns(_ outputs: [Output], _ rows: [FakeRow]) -> [WireWriter] {
    outputs.map { output in
      switch output {
      case .field(let field): return column(field, rows)
      case .structure(let structure, let fields):
        var inner = WireWriter()
        for field in fields { inner.message(1, column(field, rows)) }
        var writer = WireWriter()
        writer.varint(1, 200)
        writer.bytes(2, structure.name.utf8)
        writer.message(FakeStorage.structs, inner)
        writer.varint(5, UInt64(structure.fieldID))
        return writer
      }
    }
  }

  private func column(_ field: FakeField, _ rows: [FakeRow]) -> WireWriter {
    FakeAnswerColumn(release: release, field: field, cells: rows.map { $0.cells[field.name] })
      .message
  }

  /// Columns come in no order on old releases.
  private func ordered(_ columns: [WireWriter]) -> [WireWriter] {
    guard release.shufflesColumns else { return columns }
    var random = SeededGenerator(
      seed: settings.seed &+ request.expr.utf8.reduce(0) { $0 &+ UInt64($1) })
    return columns.shuffled(using: &random)
  }
}
