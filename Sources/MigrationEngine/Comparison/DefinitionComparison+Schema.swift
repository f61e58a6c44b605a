internal import MigrationPlanning
internal import MilvusClient

extension DefinitionComparison {
  /// Fields, functions and what else a schema holds.
  ///
  /// Where Lite is one side, both schemas are compared a second time without what Lite cannot
  /// hold: what differs the first time only is a loss, and no difference.
  func schemaFindings() -> [DefinitionDifference] {
    let found = target.schema.differences(from: source.schema)
    guard !bothSupport(.wholeSchemas) else { return found.map(DefinitionDifference.init) }
    let kept = target.schema.carryable().asKeptByLite()
      .differences(from: source.schema.carryable().asKeptByLite())
    return found.map { difference in
      let finding = DefinitionDifference(difference)
      return kept.contains(difference)
        ? finding : finding.notComparable(because: Self.lostByLite)
    } + kept.filter { !found.contains($0) }.map(DefinitionDifference.init)
  }
}

extension DefinitionDifference {
  /// A difference of two schemas, of which the wanted one is that of the source.
  init(_ difference: SchemaDifference) {
    let isPresence = difference.aspect == .presence
    let isMissing = difference.here == nil
    let aspect = isPresence ? "" : "\(difference.aspect)"
    let (source, target) = (difference.wanted, difference.here)
    switch difference.part {
    case .collection:
      self.init(
        .of(collection: difference.aspect), .collection, "", aspect, source: source,
        target: target)
    case .field(let name):
      let code: Code = isMissing ? .fieldMissing : .fieldExtra
      self.init(
        isPresence ? code : .of(field: difference.aspect), .field, name, aspect, source: source,
        target: target)
    case .function(let name):
      let code: Code = isMissing ? .functionMissing : .functionExtra
      self.init(
        isPresence ? code : .of(function: difference.aspect), .function, name, aspect,
        source: source, target: target)
    }
  }
}

extension DefinitionDifference.Code {
  /// What a difference of the collection itself is called.
  fileprivate static func of(collection aspect: SchemaDifference.Aspect) -> Self {
    switch aspect {
    case .description: .description
    case .dynamicField: .dynamicField
    case .autoID: .autoID
    case .order: .fieldOrder
    default: .schemaUnknown
    }
  }

  /// What a difference of a field is called.
  fileprivate static func of(field aspect: SchemaDifference.Aspect) -> Self {
    switch aspect {
    case .order: .fieldOrder
    case .type: .fieldType
    case .elementType: .fieldElementType
    case .description: .fieldDescription
    case .primaryKey: .fieldPrimaryKey
    case .partitionKey: .fieldPartitionKey
    case .clusteringKey: .fieldClusteringKey
    case .nullable: .fieldNullable
    case .functionOutput: .fieldFunctionOutput
    case .defaultValue: .fieldDefault
    case .parameter: .fieldParameter
    default: .fieldUnknown
    }
  }

  /// What a difference of a function is called.
  fileprivate static func of(function aspect: SchemaDifference.Aspect) -> Self {
    switch aspect {
    case .type: .functionType
    case .input: .functionInput
    case .output: .functionOutput
    case .description: .functionDescription
    default: .functionParameter
    }
  }
}
