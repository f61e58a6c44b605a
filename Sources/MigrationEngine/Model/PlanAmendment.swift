/// What is taken out of the plan of a job that has stopped, before it goes on.
public struct PlanAmendment: Sendable, Equatable {
  /// Whether the aliases that are not made yet stay behind.
  public var dropsAliases: Bool
  /// Whether the indexes that are not made yet stay behind.
  public var dropsIndexes: Bool

  /// Says what stays behind.
  public init(dropsAliases: Bool = false, dropsIndexes: Bool = false) {
    self.dropsAliases = dropsAliases
    self.dropsIndexes = dropsIndexes
  }

  /// What is taken out, for people; nil if nothing is.
  var text: String? {
    let parts = [dropsAliases ? "aliases" : nil, dropsIndexes ? "indexes" : nil]
    let words = parts.compactMap(\.self).joined(separator: " and ")
    return words.isEmpty ? nil : "goes on without \(words)"
  }
}

extension MigrationPlan {
  /// The plan without what is taken out of it.
  func amended(_ amendment: PlanAmendment) -> MigrationPlan {
    var plan = self
    if amendment.dropsAliases {
      plan.notCarried += aliases.map {
        NotCarried("alias \"\($0)\"", because: "no alias was asked for")
      }
      (plan.aliases, plan.options.aliases) = ([], false)
    }
    if amendment.dropsIndexes {
      plan.notCarried += (vectorIndexes + scalarIndexes).map {
        NotCarried("index \"\($0.name)\" on \"\($0.field)\"", because: "no index was asked for")
      }
      (plan.vectorIndexes, plan.scalarIndexes, plan.options.index) = ([], [], .none)
    }
    return plan
  }
}
