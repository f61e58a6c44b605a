internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// A random collection that its source holds, and how its rows came to be there.
struct CrossingInput {
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
    sample = CrossingSchema(of: source, using: &generator).sample
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

  /// Makes the collection with its rows.
  ///
  /// - Throws: What the server refuses.
  func fill(_ fake: FakeMilvus) throws {
    try sample.make(on: fake)
    for batch in batches where !batch.keys.isEmpty {
      let rows = CrossingRows(schema: sample.schema, keys: batch.keys, seed: seed)
      try fake.perform("Insert", try rows.request(partition: batch.partition))
      guard batch.isFlushed else { continue }
      try fake.perform("Flush", WireFlushRequest.with { $0.collectionNames = [sample.name] })
    }
  }
}
