internal import Crypto
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Identifies what a plan does, so that a resumed job never does something else.
///
/// It covers the two ends, both schemas, the mapping and the options that shape the result. It does
/// not cover credentials, labels, the pace, what was expected, how much may be refused or how the
/// result is compared: these may change between two runs of one job.
package struct PlanFingerprint: Equatable {
  /// The parts by name, each with the digest of what it says.
  package let parts: [(name: String, digest: String)]

  /// The digest of all parts, 64 hexadecimal digits.
  let text: String

  package init(of plan: MigrationPlan) {
    var parts: [(name: String, digest: String)] = [
      ("source", digest(of: [plan.sourcePlace, plan.source.database.text, plan.source.name.text])),
      ("target", digest(of: [plan.targetPlace, plan.target.database.text, plan.target.name.text])),
      ("schema of the source", digest(of: plan.sourceSchemaBytes)),
      ("schema of the target", digest(of: TargetShape(plan))),
      ("partitions", digest(of: plan.partitions.sorted())),
      ("columns", digest(of: ColumnShape(plan))),
      ("indexes", digest(of: plan.vectorIndexes + plan.scalarIndexes)),
      ("aliases", digest(of: plan.aliases.sorted())),
      ("options", digest(of: OptionShape(plan.options))),
    ]
    // Plans without it keep the fingerprint that earlier versions gave them.
    if let access = plan.access { parts.append(("roles and grants", digest(of: access))) }
    self.parts = parts
    text = digest(of: parts.map(\.digest))
  }

  /// Names of the parts in which two plans differ, those that only one has among them.
  func differences(from other: PlanFingerprint) -> [String] {
    let (own, others) = (digests, other.digests)
    let names = parts.map(\.name) + other.parts.map(\.name).filter { own[$0] == nil }
    return names.filter { own[$0] != others[$0] }
  }

  private var digests: [String: String] {
    Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.digest) })
  }

  package static func == (one: PlanFingerprint, other: PlanFingerprint) -> Bool {
    one.text == other.text
  }
}

extension MigrationPlan {
  /// Names of the parts of the fingerprint in which two plans differ.
  public func differences(from other: MigrationPlan) -> [String] {
    PlanFingerprint(of: self).differences(from: PlanFingerprint(of: other))
  }
}

private struct TargetShape: Encodable {
  let schema: Data
  let use: TargetUse?
  let shards: Int?
  let consistency: String?
  let keyPartitions: Int64?
  let properties: [PlannedProperty]
  let temporaryProperties: [TemporaryProperty]

  init(_ plan: MigrationPlan) {
    schema = plan.targetSchemaBytes
    use = plan.existingUse
    shards = plan.shards
    consistency = plan.consistency?.rawValue
    keyPartitions = plan.keyPartitions
    properties = plan.properties
    temporaryProperties = plan.temporaryProperties
  }
}

private struct ColumnShape: Encodable {
  let columns: [PlannedColumn]
  let replay: ReplayStrategy

  init(_ plan: MigrationPlan) {
    columns = plan.columns.map { column in
      // A fact about the target, which plans of earlier versions do not name.
      var column = column
      column.hidesLargestKey = nil
      return column
    }
    replay = plan.replay
  }
}

private struct OptionShape: Encodable {
  let only: MigrationOptions.Part?
  let filter: String?
  let index: MigrationOptions.IndexPolicy
  let aliases: Bool
  let autoID: MigrationOptions.AutoIDPolicy

  init(_ options: MigrationOptions) {
    only = options.only
    filter = options.filter
    index = options.index
    aliases = options.aliases
    autoID = options.autoID
  }
}

/// SHA-256 of a value's JSON with sorted keys: equal values give equal digests on every machine.
private func digest(of value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  guard let bytes = try? encoder.encode(value) else {
    preconditionFailure("the parts of a plan are texts, numbers and bytes, which JSON can hold")
  }
  return SHA256.hash(data: bytes).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
