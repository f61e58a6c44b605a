/// Which indexes the target gets.
enum IndexRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    let mapping = collection.planner.indexes
    let topic = "indexes"
    guard collection.options.index != .none else {
      return [
        collection.finding(
          .note, .indexesLeftOut, topic,
          "none is made, as was asked for; the target cannot be loaded before it has them")
      ]
    }
    var findings = made(collection, mapping)
    findings += mapping.remarks.map { remark in
      switch remark.kind {
      case .metricChosen: collection.finding(.note, .metricChosen, topic, remark.text)
      case .typeReplaced: collection.finding(.note, .indexReplaced, topic, remark.text)
      case .typeKept: collection.finding(.note, .indexKept, topic, remark.text)
      case .uncertain: collection.finding(.warning, .indexUncertain, topic, remark.text)
      }
    }
    findings += mapping.left.map {
      collection.finding(
        .warning, .indexLeftOut, topic, "\($0.what) not carried: \($0.reason)")
    }
    return findings
  }

  private static func made(_ collection: CollectionCase, _ mapping: IndexMapping) -> [Finding] {
    let made = (mapping.vector + mapping.scalar).map { index in
      "\(index.type)\(index.metric.map { " \($0)" } ?? "") on \(Wording.name(index.field))"
    }
    guard !made.isEmpty else { return [] }
    return [
      collection.finding(.ok, .indexes, "indexes", made.joined(separator: ", "))
    ]
  }
}
