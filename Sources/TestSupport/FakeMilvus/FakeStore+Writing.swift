internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  mutating func insert(_ request: [UInt8]) throws -> [UInt8] {
    let (write, rows, routes) = try accepted(request, isUpsert: false)
    try withCollection(write.collection, in: write.database) { collection in
      rows.forEach { collection.append($0) }
    }
    try landDelayed(write.database, write.collection, after: Set(rows.map(\.key)))
    return FakeMutation(keys: routes, inserted: rows.count, time: tick()).bytes
  }

  mutating func upsert(_ request: [UInt8]) throws -> [UInt8] {
    let (write, rows, routes) = try accepted(request, isUpsert: true)
    let now = tick()
    let collection = try collection(write.collection, in: write.database)
    try withCollection(write.collection, in: write.database) { collection in
      // Only in the partition that is written: copies in others stay.
      for (partition, rows) in Dictionary(grouping: rows, by: \.partition) {
        collection.delete(Set(rows.map(\.route)), in: partition, at: now)
      }
    }
    let compacts = settings.compactsAtOnce
    let written = collection.isAutoID ? regenerated(rows, collection.keyField) : rows
    try withCollection(write.collection, in: write.database) { collection in
      for row in written {
        var row = row
        row.born = now
        collection.append(row)
      }
      if compacts { collection.compact() }
    }
    try landDelayed(write.database, write.collection, after: Set(rows.map(\.key)))
    return FakeMutation(
      keys: collection.isAutoID ? written.map(\.key) : routes, inserted: rows.count,
      deleted: rows.count,
      upserted: rows.count, time: now
    ).bytes
  }

  mutating func delete(_ request: [UInt8]) throws -> [UInt8] {
    guard let request = try? WireDeleteRequest(serializedBytes: request) else {
      throw FakeRefusal.torn
    }
    let collection = try collection(request.collectionName, in: request.dbName)
    let partition = request.partitionName.isEmpty ? nil : ServerName(request.partitionName)
    try partition.map { try collection.require(partition: $0.text) }
    guard
      case .oneOf(let keys) = try FakeFilter(request.expr, of: collection, release: release).terms
        .first
    else { preconditionFailure("the fake deletes by lists of keys, not by \(request.expr)") }
    let (now, compacts) = (tick(), settings.compactsAtOnce)
    try withCollection(request.collectionName, in: request.dbName) {
      $0.delete(keys, in: partition, at: now)
      if compacts { $0.compact() }
    }
    return FakeMutation(keys: [], deleted: keys.count, time: now).bytes
  }

  /// Checks a write and keeps its rows for later, instead of carrying it out.
  mutating func delayInsert(_ request: [UInt8]) throws {
    let (write, rows, _) = try accepted(request, isUpsert: false)
    delayed.append(
      Delayed(
        database: ServerName(write.database), collection: ServerName(write.collection), rows: rows))
  }

  /// Carries out what was delayed of rows that have just been written again, or all if keys is nil.
  mutating func landDelayed(
    _ database: String, _ name: String, after keys: Set<PrimaryKey>?
  ) throws {
    let isDue = { (late: Delayed) in
      late.database == ServerName(database) && late.collection == ServerName(name)
        && (keys.map { keys in late.rows.contains { keys.contains($0.key) } } ?? true)
    }
    for late in delayed.filter(isDue) {
      let now = tick()
      try withCollection(name, in: database) { collection in
        for var row in late.rows {
          row.born = now
          collection.append(row)
        }
      }
      landed += late.rows.count
    }
    delayed.removeAll(where: isDue)
  }
}

// MARK: - From a request to rows

extension FakeStore {
  private mutating func accepted(
    _ request: [UInt8], isUpsert: Bool
  ) throws -> (FakeWrite, [FakeRow], [PrimaryKey]) {
    guard request.count <= settings.longestRequest else {
      throw FakeRefusal.call(8, "grpc: received message larger than max")
    }
    let write = try FakeWrite(request)
    let collection = try collection(write.collection, in: write.database)
    if !write.partition.isEmpty {
      try collection.refuseKeyedPartitions()
      try collection.require(partition: write.partition)
    }
    let rules = FakeWriteRules(
      release: release, collection: collection, isUpsert: isUpsert,
      takesAnyValue: settings.takesAnyValue)
    let routes = try rules.routes(of: write)
    let cells = try rules.cells(of: write)
    let rows = try rows(of: write, cells, routes, collection)
    if isUpsert, release.refusesDoubledKeys, Set(rows.map(\.key)).count < rows.count {
      throw FakeRefusal.invalid("duplicate primary keys are not allowed in the same batch")
    }
    return (write, rows, rows.map(\.route))
  }

  private mutating func rows(
    of write: FakeWrite, _ cells: [ServerName: [[UInt8]?]], _ routes: [PrimaryKey]?,
    _ collection: FakeCollection
  ) throws -> [FakeRow] {
    let (key, now) = (collection.keyField, tick())
    return try (0..<write.rowCount).map { index in
      var row: [ServerName: [UInt8]] = [:]
      for (name, column) in cells { row[name] = column[index] }
      row[key.name] = row[key.name] ?? generatedKey(of: key.type).cell
      guard let cell = row[key.name] else { throw FakeRefusal.invalid("a row has no key") }
      let own = PrimaryKey(cell: cell, type: key.type)
      return FakeRow(
        key: own, route: routes?[index] ?? own,
        partition: partition(of: row, write, collection), cells: row, born: now)
    }
  }

  private func partition(
    of row: [ServerName: [UInt8]], _ write: FakeWrite, _ collection: FakeCollection
  ) -> ServerName {
    guard let key = collection.partitionKey else {
      return write.partition.isEmpty ? FakeCollection.defaultPartition : ServerName(write.partition)
    }
    let bucket = (row[key.name] ?? []).stableHash % UInt64(collection.partitions.count)
    return collection.partitions[Int(bucket)]
  }

  /// The rows under new keys, which is what an Upsert makes of generated ones.
  private mutating func regenerated(_ rows: [FakeRow], _ field: FakeField) -> [FakeRow] {
    rows.map { row in
      var row = row
      row.key = generatedKey(of: field.type)
      row.route = row.key
      row.cells[field.name] = row.key.cell
      return row
    }
  }

  private mutating func generatedKey(of type: Int32) -> PrimaryKey {
    let number = nextID()
    return type == 5 ? .int64(number) : .varchar(String(number))
  }
}
