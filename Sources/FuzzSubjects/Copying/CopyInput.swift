internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// A random collection that its source holds, and how its rows came to be there.
struct CopyInput {
  /// Keys that are written at once.
  struct Batch: CustomStringConvertible {
    var keys: [PrimaryKey]
    var partition: String
    /// Whether its segments are sealed afterwards.
    var isFlushed: Bool

    var description: String {
      "in \"\(partition)\"\(isFlushed ? "" : ", growing"): \(keys)"
    }
  }

  /// How often the job is asked to pause, each time after so many changes of the target.
  let pauses: [Int]
  /// Whether the source holds rows that the target may refuse.
  let isWild: Bool
  /// The versions of the two servers.
  let source, target: String
  /// The collection, without rows.
  private(set) var sample: SampleCollection
  /// Its writes, in their order.
  private(set) var batches: [Batch] = []
  /// What the values of a key follow from.
  private let seed: UInt64

  private static let versions = ["2.3.5", "2.4.1", "2.5.24", "2.6.18", "3.0.0"]

  init(using generator: inout SeededGenerator) {
    source = generator.pick(Self.versions)
    // Half of the collections stay on their version: all of them have to arrive.
    target = generator.once(in: 2) ? source : generator.pick(Self.versions)
    pauses = (0..<generator.pick([0, 0, 1, 3])).map { _ in 1 + generator.below(6) }
    sample = CopiedSchema(of: source, using: &generator).sample
    // The values of a row follow from the key that it is written with, which a server may replace.
    isWild = generator.once(in: 4) && !sample.schema.fields[0].autoID
    seed = generator.next()
    let (most, count) = (generator.pick([3, 15, 40]), 1 + generator.below(4))
    for _ in 0..<count {
      let keys = (0..<generator.below(most)).map { _ in key(using: &generator) }
      batches.append(
        Batch(
          keys: keys, partition: generator.pick([""] + sample.partitions),
          isFlushed: generator.once(in: 2)))
      guard generator.once(in: 2), let last = batches.last else { continue }
      // Some keys come again, once or more.
      let doubled = keys.filter { _ in generator.once(in: 3) }
      let again = (0...generator.below(3)).flatMap { _ in doubled }
      batches.append(
        Batch(keys: again, partition: last.partition, isFlushed: generator.once(in: 2)))
    }
  }

  private var hasTextKeys: Bool {
    sample.schema.fields.first(where: \.isPrimaryKey)?.dataType == DataType.varchar.rawValue
  }

  private func key(using generator: inout SeededGenerator) -> PrimaryKey {
    guard !hasTextKeys else {
      return .varchar(RandomText.text(upTo: 10, using: &generator))
    }
    let number = Int64(bitPattern: generator.edge())
    // 2.3 has no literal for the smallest number.
    return .int64(number == .min && source == "2.3.5" ? number + 1 : number)
  }

  /// The keys of the rows that the target refuses.
  func refusedKeys() throws -> Set<PrimaryKey> {
    guard isWild else { return [] }
    let fake = FakeMilvus(target)
    try sample.create(on: fake)
    return try Set(batches.flatMap(\.keys)).filter { key in
      let row = CopiedRows(schema: sample.schema, keys: [key], seed: seed, isWild: true)
      let request = try row.request(partition: "")
      do {
        try fake.perform("Insert", request)
        return false
      } catch {
        return true
      }
    }
  }

  /// An empty server of the source's version.
  var emptySource: FakeMilvus {
    var settings = FakeSettings()
    settings.takesAnyValue = isWild
    return FakeMilvus(source, settings: settings)
  }

  /// An empty server of the target's version.
  ///
  /// After a load one waits for what statistics count and queries do not return: it does not.
  var emptyTarget: FakeMilvus {
    var settings = FakeSettings()
    settings.compactsAtOnce = true
    return FakeMilvus(target, settings: settings)
  }

  /// Makes the collection with its rows.
  ///
  /// - Throws: What the server refuses.
  func fill(_ fake: FakeMilvus) throws {
    try sample.make(on: fake)
    for batch in batches where !batch.keys.isEmpty {
      let rows = CopiedRows(
        schema: sample.schema, keys: batch.keys, seed: seed, isWild: isWild)
      try fake.perform("Insert", try rows.request(partition: batch.partition))
      guard batch.isFlushed else { continue }
      try fake.perform("Flush", WireFlushRequest.with { $0.collectionNames = [sample.name] })
    }
  }
}
