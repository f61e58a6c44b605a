internal import MilvusWire

/// How a schema differs from another, in plain words for a person.
extension CollectionSchema {
  /// What is different here from the schema that was wanted; empty if nothing is.
  ///
  /// The ids that clusters give, and the name of the collection, do not count; nor do descriptions
  /// that are missing in what Lite describes.
  public func differences(
    from wanted: CollectionSchema, describedBy version: ServerVersion
  ) -> [String] {
    let here = carryable()
    let wanted = wanted.carryable()
    let comparison = SchemaComparison(toleratesMissingTexts: version.isLite)
    var found: [String] = []
    comparison.note(&found, "description", wanted.description, here.description, isText: true)
    comparison.note(&found, "dynamic field", wanted.isDynamic, here.isDynamic)
    comparison.note(&found, "auto id", wanted.isAutoID, here.isAutoID)
    found += comparison.fields(wanted.fields, here.fields, prefix: "field ")
    found += comparison.structs(wanted.structFields, here.structFields)
    found += comparison.functions(wanted.functions, here.functions)
    if found.isEmpty, wanted.wire.unknownFields != here.wire.unknownFields {
      found.append("a part of the schema that this program does not understand is different")
    }
    return found
  }
}

extension FieldSchema {
  /// The parameters without the sizes of an array that the other side does not say: Lite forgets them,
  /// and elsewhere no array is without.
  fileprivate func saidParameters(like other: FieldSchema) -> [KeyValue] {
    guard type == .array else { return typeParameters }
    return typeParameters.filter {
      !Self.arraySizes.contains($0.key) || other.typeParameters[$0.key] != nil
    }
  }
}

/// Compares the parts of two schemas of which the first is the wanted one.
private struct SchemaComparison {
  /// Whether a description that is not there may have been left out by the describing server.
  var toleratesMissingTexts: Bool

  func note(_ found: inout [String], _ what: String, _ wanted: Bool, _ here: Bool) {
    guard wanted != here else { return }
    found.append("\(what) is \(here ? "on" : "off"), not \(wanted ? "on" : "off")")
  }

  func note(
    _ found: inout [String], _ what: String, _ wanted: String, _ here: String, isText: Bool = false
  ) {
    guard wanted != here, !(isText && toleratesMissingTexts && here.isEmpty) else { return }
    found.append("\(what) is \(shown(here)), not \(shown(wanted))")
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "missing" : "\"\(text)\"" }

  func fields(_ wanted: [FieldSchema], _ here: [FieldSchema], prefix: String) -> [String] {
    var found: [String] = []
    for field in wanted {
      guard let other = here.first(where: { $0.name == field.name }) else {
        found.append("\(prefix)\"\(field.name)\" is missing")
        continue
      }
      found += differences(field, other).map { "\(prefix)\"\(field.name)\": \($0)" }
    }
    found += surplus(wanted.map(\.name), here.map(\.name), prefix: prefix)
    if found.isEmpty, wanted.map(\.name) != here.map(\.name) {
      found.append("the \(prefix)order is \(here.map(\.name).joined(separator: ", "))")
    }
    return found
  }

  private func surplus(_ wanted: [String], _ here: [String], prefix: String) -> [String] {
    here.filter { !wanted.contains($0) }.map { "\(prefix)\"\($0)\" is there and was not wanted" }
  }

  private func differences(_ wanted: FieldSchema, _ here: FieldSchema) -> [String] {
    var found: [String] = []
    note(&found, "type", wanted.type.name, here.type.name)
    note(&found, "element type", wanted.elementType.name, here.elementType.name)
    note(&found, "description", wanted.description, here.description, isText: true)
    note(&found, "primary key", wanted.isPrimaryKey, here.isPrimaryKey)
    note(&found, "partition key", wanted.isPartitionKey, here.isPartitionKey)
    note(&found, "clustering key", wanted.isClusteringKey, here.isClusteringKey)
    note(&found, "nullable", wanted.isNullable, here.isNullable)
    note(&found, "function output", wanted.isFunctionOutput, here.isFunctionOutput)
    note(&found, "default value", wanted.defaultText ?? "", here.defaultText ?? "")
    found += parameters(wanted.saidParameters(like: here), here.saidParameters(like: wanted))
    if found.isEmpty, wanted.wire.unknownFields != here.wire.unknownFields {
      found.append("a part that this program does not understand is different")
    }
    return found
  }

  private func parameters(_ wanted: [KeyValue], _ here: [KeyValue]) -> [String] {
    var found: [String] = []
    let keys = wanted.map(\.key) + here.map(\.key).filter { wanted[$0] == nil }
    for key in keys {
      let (left, right) = (wanted[key] ?? "", here[key] ?? "")
      guard !sameMeaning(left, right) else { continue }
      note(&found, "parameter \(key)", left, right)
    }
    return found
  }

  /// Servers write JSON and truth values in their own way.
  private func sameMeaning(_ left: String, _ right: String) -> Bool {
    if left == right || left.lowercased() == right.lowercased() && Self.isTruth(left) {
      return true
    }
    guard let members = IndexParameters.members(of: left),
      let others = IndexParameters.members(of: right)
    else { return false }
    return Set(members.map(\.key)) == Set(others.map(\.key))
      && members.allSatisfy { sameMeaning($0.value, others[$0.key] ?? "") }
  }

  private static func isTruth(_ text: String) -> Bool {
    ["true", "false"].contains(text.lowercased())
  }

  func structs(_ wanted: [StructFieldSchema], _ here: [StructFieldSchema]) -> [String] {
    var found: [String] = []
    for field in wanted {
      let prefix = "field \"\(field.name)\""
      guard let other = here.first(where: { $0.name == field.name }) else {
        found.append("\(prefix) is missing")
        continue
      }
      note(&found, "\(prefix): nullable", field.isNullable, other.isNullable)
      note(
        &found, "\(prefix): description", field.description, other.description, isText: true)
      found += parameters(field.typeParameters, other.typeParameters).map { "\(prefix): \($0)" }
      found += fields(field.fields, other.fields, prefix: "\(prefix) ")
    }
    return found + surplus(wanted.map(\.name), here.map(\.name), prefix: "field ")
  }

  func functions(_ wanted: [FunctionSchema], _ here: [FunctionSchema]) -> [String] {
    var found: [String] = []
    for function in wanted {
      let prefix = "function \"\(function.name)\""
      guard let other = here.first(where: { $0.name == function.name }) else {
        found.append("\(prefix) is missing")
        continue
      }
      let list = { (names: [String]) in names.joined(separator: ", ") }
      note(&found, "\(prefix): type", function.type.description, other.type.description)
      note(&found, "\(prefix): input", list(function.inputs), list(other.inputs))
      note(&found, "\(prefix): output", list(function.outputs), list(other.outputs))
      note(
        &found, "\(prefix): description", function.description, other.description, isText: true)
      found += parameters(function.parameters, other.parameters).map { "\(prefix): \($0)" }
    }
    return found + surplus(wanted.map(\.name), here.map(\.name), prefix: "function ")
  }
}
