/// All rules about one collection, in the order in which they are shown.
enum CollectionRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    let isNew = collection.planner.targetUse == .create
    return [
      AnswerRules.judge(collection), RightRules.judge(collection), LoadRules.judge(collection),
      NameRules.judge(collection),
      PartitionRules.judge(collection),
      FilterRules.judge(collection), KeyNameRules.judge(collection), ReadRules.judge(collection),
      isNew ? definition(collection) : KeyRules.judge(collection),
      LiteRules.judge(collection), RowRules.judge(collection), SizeRules.judge(collection),
    ].flatMap(\.self)
  }

  /// What matters only where the collection is made.
  private static func definition(_ collection: CollectionCase) -> [Finding] {
    [
      SchemaRules.judge(collection), FieldRules.judge(collection), KeyRules.judge(collection),
      LimitRules.judge(collection),
      PropertyRules.judge(collection), IndexRules.judge(collection),
    ].flatMap(\.self)
  }

  /// Whether the collection is moved: nothing forbids it, and its name is not taken.
  static func allowsPlan(_ findings: [Finding]) -> Bool {
    !findings.contains { $0.level == .blocker || $0.code == .nameSkipped }
  }
}
