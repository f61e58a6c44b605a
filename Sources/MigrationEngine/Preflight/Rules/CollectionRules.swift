/// All rules about one collection, in the order in which they are shown.
enum CollectionRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    [
      LoadRules.judge(collection), NameRules.judge(collection), PartitionRules.judge(collection),
      SchemaRules.judge(collection),
      KeyRules.judge(collection), LimitRules.judge(collection), PropertyRules.judge(collection),
      IndexRules.judge(collection), LiteRules.judge(collection), SizeRules.judge(collection),
    ].flatMap(\.self)
  }

  /// Whether the collection is moved: nothing forbids it, and its name is not taken.
  static func allowsPlan(_ findings: [Finding]) -> Bool {
    !findings.contains { $0.level == .blocker || $0.code == "check.nameSkipped" }
  }
}
