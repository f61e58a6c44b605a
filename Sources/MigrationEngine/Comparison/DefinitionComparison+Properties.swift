internal import MigrationPlanning
internal import MilvusClient

extension DefinitionComparison {
  /// Properties by name, in the source's order.
  func propertyFindings() -> [DefinitionDifference] {
    let (here, there) = (source.description.properties, target.description.properties)
    let keys = here.map(\.key) + there.map(\.key).filter { here[$0] == nil }
    return keys.compactMap { finding(about: $0, here[$0], there[$0]) }
  }

  private func finding(
    about key: String, _ here: String?, _ there: String?
  ) -> DefinitionDifference? {
    if let here, let there, ParameterMeaning.isSame(here, there) { return nil }
    let code: DefinitionDifference.Code =
      there == nil ? .propertyMissing : here == nil ? .propertyExtra : .propertyValue
    let finding = DefinitionDifference(
      code, .property, ServerName(key), here == nil || there == nil ? "" : "value", source: here,
      target: there)
    return reason(for: key, here, there).map(finding.asMigrated) ?? finding
  }

  /// Why a migration leads to this; nil if it does not.
  private func reason(for key: String, _ here: String?, _ there: String?) -> String? {
    let value = KeyValue(key, here ?? there ?? "")
    if there == nil { return reasonsToLeave[key].map { "not carried: \($0)" } }
    if value.isClusterBound { return "it belongs to one cluster and is not carried" }
    let wasSwitchedOff = here == nil && there?.lowercased() == "false"
    guard key == KeyPolicy.insertionProperty, source.schema.isAutoID, wasSwitchedOff else {
      return nil
    }
    return "it was on while entities were copied with their keys"
  }

  /// The source's properties that a copy does not get.
  private var reasonsToLeave: [String: String] {
    let copy = CollectionDefinition(
      schema: source.schema, description: source.description, describedBy: source.version)
    return Dictionary(
      copy.leftOut.map { ($0.key, $0.reason) }, uniquingKeysWith: { first, _ in first })
  }
}
