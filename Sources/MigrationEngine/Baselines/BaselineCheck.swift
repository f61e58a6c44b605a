internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Holds a collection, which is both sides of the verifier, against a baseline.
struct BaselineCheck {
  let verifier: Verifier
  let baseline: Baseline
  let cluster: Cluster

  /// A key range of the baseline, and what was kept of its rows.
  private struct Subject: Sendable {
    let chunk: Chunk
    let range: Baseline.Range
    let rows: ArraySlice<Baseline.Row>
  }

  /// Compares and reports; a collection of the target is loaded for that time.
  func run() async throws -> BaselineReport {
    let clock = ContinuousClock.now
    let described = try await verifier.describeBoth()
    if let mismatch = BaselineKeyMismatch(baseline, described.key) { throw mismatch }
    let snapshot = try await verifier.source.snapshot(cluster.profile, ignoring: [])
    var report = BaselineReport(
      baseline, snapshot.description.address, on: verifier.source.side)
    let original = baseline.definition.snapshot(of: baseline.collection)
    report.definition = DefinitionComparison(source: original, target: snapshot).findings()
      .filter { $0.verdict == .different }
    report.obstacle = obstacle(described)
    var loaded = false
    report = try await verifier.whileReadable({ loaded = true }) { [report] in
      var report = report
      try await compare(described, present: snapshot.partitions, &report)
      report.answers = try await BaselineSearches(verifier: verifier, described: described)
        .compare(baseline.fields)
      return report
    }
    report.wasLoaded = loaded
    report.seconds = (ContinuousClock.now - clock).seconds
    return report
  }

  /// Why the content cannot be held against the digests; nil if it can.
  private func obstacle(_ described: Verifier.Described) -> String? {
    let lost = baseline.columns.filter { !described.columns.contains($0) }
    return lost.isEmpty
      ? nil : "fields of the baseline are missing: \(lost.map(\.text).joined(separator: ", "))"
  }

  private func compare(
    _ described: Verifier.Described, present: [ServerName], _ report: inout BaselineReport
  ) async throws {
    let columns = report.obstacle == nil ? baseline.columns : []
    let reader = try await verifier.source.rows(key: described.key, columns: columns)
    for part in baseline.parts {
      let isThere = part.name.map(present.contains) ?? true
      let counted = isThere ? try await verifier.count(reader, part.name) : 0
      guard isThere, report.obstacle == nil else {
        if !isThere { report.noteLoss(of: part, keptRows(of: part)) }
        report.note(part.name, then: part.entities, now: counted)
        continue
      }
      let read = try await compare(part, counted: counted, reader, &report)
      // A query returns one row of a key, so a key that is there several times shows in the count; one
      // that was, and no longer is, is no loss.
      if counted > read {
        report.note(part.name, then: part.entities, now: counted)
      } else {
        report.note(part.name, then: part.rows, now: read)
      }
    }
    guard !baseline.parts.contains(where: { $0.name == nil }) else { return }
    let known = baseline.parts.map(\.name)
    for name in present where !known.contains(name) {
      report.note(name, then: 0, now: try await verifier.count(reader, name))
    }
  }

  /// Compares the ranges of a partition, and returns how many rows were read.
  private func compare(
    _ part: Baseline.Part, counted: Int64, _ reader: RowReader, _ report: inout BaselineReport
  ) async throws -> Int64 {
    let subjects = subjects(of: part, isLevel: counted == part.entities)
    let byChunk = Dictionary(
      subjects.map { ($0.chunk.range, $0) }, uniquingKeysWith: { first, _ in first })
    let readers = ChunkReaders(left: reader, right: reader)
    var read: Int64 = 0
    var next = subjects.makeIterator()
    try await verifier.inspect {
      next.next()?.chunk
    } work: { chunk in
      let keepsRows = byChunk[chunk.range]?.rows.isEmpty == false
      return try await verifier.digest(chunk, readers, baseline.columns, keepsRows: keepsRows)
    } note: { found in
      read += Int64(found.digest.rows)
      if let subject = byChunk[found.chunk.range] { note(found, subject, &report) }
      verifier.announce(
        .compared(rows: report.entities.now.addingClamped(read), of: baseline.entities))
    }
    return read
  }

  private func subjects(of part: Baseline.Part, isLevel: Bool) -> [Subject] {
    var rest = keptRows(of: part)[...]
    return zip(part.bounds, part.ranges).map { bounds, range in
      let rows = rest.prefix { row in bounds.upper.map { row.key <= $0 } ?? true }
      rest = rest.dropFirst(rows.count)
      return Subject(
        chunk: Chunk(
          partition: part.name, range: bounds, keys: range.rows,
          bytes: baseline.bytes(of: range), isLevel: isLevel, isForeign: true),
        range: range, rows: rows)
    }
  }

  private func keptRows(of part: Baseline.Part) -> [Baseline.Row] {
    baseline.rows.filter { $0.partition == part.name }
  }

  private func note(
    _ found: DigestedRange, _ subject: Subject, _ report: inout BaselineReport
  ) {
    report.ranges += 1
    guard found.digest.rows != subject.range.rows || found.digest.value != subject.range.digest
    else { return }
    let differences = differences(found, subject)
    report.note(
      ComparedRange(
        partition: found.chunk.partition, range: found.chunk.range,
        sourceRows: Int64(subject.range.rows), targetRows: Int64(found.digest.rows),
        differences: Int64(differences.count)), differences)
  }

  /// How kept rows differ; where all rows of the range were kept, also which are new.
  private func differences(_ found: DigestedRange, _ subject: Subject) -> [Difference] {
    var rest = Dictionary(found.rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var differences: [Difference] = []
    for row in subject.rows {
      guard let twin = rest.removeValue(forKey: row.key) else {
        differences.append(row.difference(.missing))
        continue
      }
      let fields = zip(baseline.columns, zip(row.fields, twin.fields)).filter { $1.0 != $1.1 }
      if !fields.isEmpty { differences.append(row.difference(.changed, fields.map { $0.0 })) }
    }
    guard subject.rows.count == subject.range.rows else { return differences }
    return differences
      + rest.keys.map {
        Difference(key: $0, partition: found.chunk.partition, kind: .extra, fields: [])
      }
  }
}

extension Baseline.Row {
  fileprivate func difference(_ kind: Difference.Kind, _ fields: [ServerName] = []) -> Difference {
    Difference(key: key, partition: partition, kind: kind, fields: fields)
  }
}

extension BaselineReport {
  /// Adds the rows of a partition, and names it where they are no longer as many.
  fileprivate mutating func note(_ partition: ServerName?, then: Int64, now: Int64) {
    entities.then = entities.then.addingClamped(then)
    entities.now = entities.now.addingClamped(now)
    if then != now { partitions.append((partition ?? "", then, now)) }
  }

  /// Adds a key range that differs, and what is known of its rows.
  fileprivate mutating func note(_ range: ComparedRange, _ found: [Difference]) {
    differingCount += 1
    if differingRanges.count < VerificationReport.rangeLimit { differingRanges.append(range) }
    let room = VerificationReport.differenceLimit - differences.count
    differences += found.prefix(max(0, room))
  }

  /// Adds a partition that is gone, whose ranges are not read.
  fileprivate mutating func noteLoss(of part: Baseline.Part, _ rows: [Baseline.Row]) {
    ranges += part.ranges.count
    for (bounds, range) in zip(part.bounds, part.ranges) where range.rows > 0 {
      let lost = rows.filter { bounds.contains($0.key) }.map { $0.difference(.missing) }
      note(
        ComparedRange(
          partition: part.name, range: bounds, sourceRows: Int64(range.rows), targetRows: 0,
          differences: Int64(lost.count)), lost)
    }
  }
}
