internal import MilvusClient

/// What has to be done about the differences of a key range; pure.
struct RepairPlan: Sendable, Equatable {
  /// Keys whose rows are written again, from the source.
  private(set) var writes: [PrimaryKey] = []
  /// Keys whose rows are deleted from the target.
  private(set) var deletes: [PrimaryKey] = []

  init(_ differences: [Difference], deletesExtra: Bool) {
    for difference in differences {
      switch difference.kind {
      case .missing, .changed: writes.append(difference.key)
      case .extra where deletesExtra: deletes.append(difference.key)
      case .extra: continue
      }
    }
    writes.sort()
    deletes.sort()
  }

  /// All keys that it is about.
  var keys: [PrimaryKey] { writes + deletes }

  /// Whether there is nothing to do.
  var isEmpty: Bool { writes.isEmpty && deletes.isEmpty }
}
