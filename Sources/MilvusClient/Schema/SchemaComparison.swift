internal import MilvusWire
internal import SwiftProtobuf

/// Compares the parts of two schemas of which the first is the wanted one.
struct SchemaComparison {
  /// Whether a description that is not here may have been left out by the describing server.
  var toleratesMissingTexts: Bool
  /// Whether the sizes of an array may be missing on one side: Lite forgets some, and elsewhere no
  /// array is without.
  var toleratesMissingSizes: Bool

  /// What is different here.
  func differences(
    _ wanted: CollectionSchema, _ here: CollectionSchema
  ) -> [SchemaDifference] {
    var found = [
      text(.collection, .description, wanted.description, here.description),
      flag(.collection, .dynamicField, wanted.isDynamic, here.isDynamic),
      flag(.collection, .autoID, wanted.isAutoID, here.isAutoID),
    ].compactMap(\.self)
    found += fields(wanted.fields, here.fields, of: nil)
    found += structs(wanted.structFields, here.structFields)
    found += functions(wanted.functions, here.functions)
    if found.isEmpty, wanted.wire.unknownFields != here.wire.unknownFields {
      found.append(SchemaDifference(.collection, .unknown, wanted: nil, here: nil))
    }
    return found
  }

  private func fields(
    _ wanted: [FieldSchema], _ here: [FieldSchema], of structure: ServerName?
  ) -> [SchemaDifference] {
    let part = { (name: ServerName) in
      SchemaDifference.Part.field(structure.map { "\($0)[\(name)]" } ?? name)
    }
    var found: [SchemaDifference] = []
    for field in wanted {
      guard let other = here.first(where: { $0.name == field.name }) else {
        found.append(missing(part(field.name), field.typeText))
        continue
      }
      found += differences(part(field.name), field, other)
    }
    found += here.filter { field in !wanted.contains { $0.name == field.name } }
      .map { surplus(part($0.name), $0.typeText) }
    if found.isEmpty, wanted.map(\.name) != here.map(\.name) {
      found.append(
        SchemaDifference(
          structure.map { .field($0) } ?? .collection, .order, wanted: list(wanted.map(\.name)),
          here: list(here.map(\.name))))
    }
    return found
  }

  private func differences(
    _ part: SchemaDifference.Part, _ wanted: FieldSchema, _ here: FieldSchema
  ) -> [SchemaDifference] {
    var found = [
      text(part, .type, wanted.type.name, here.type.name),
      text(part, .elementType, wanted.elementType.name, here.elementType.name),
      text(part, .description, wanted.description, here.description),
      flag(part, .primaryKey, wanted.isPrimaryKey, here.isPrimaryKey),
      flag(part, .partitionKey, wanted.isPartitionKey, here.isPartitionKey),
      flag(part, .clusteringKey, wanted.isClusteringKey, here.isClusteringKey),
      flag(part, .nullable, wanted.isNullable, here.isNullable),
      flag(part, .functionOutput, wanted.isFunctionOutput, here.isFunctionOutput),
      text(part, .defaultValue, wanted.defaultText ?? "", here.defaultText ?? ""),
    ].compactMap(\.self)
    found += parameters(part, said(wanted, like: here), said(here, like: wanted))
    if found.isEmpty, wanted.wire.unknownFields != here.wire.unknownFields {
      found.append(SchemaDifference(part, .unknown, wanted: nil, here: nil))
    }
    return found
  }

  private func structs(
    _ wanted: [StructFieldSchema], _ here: [StructFieldSchema]
  ) -> [SchemaDifference] {
    var found: [SchemaDifference] = []
    for field in wanted {
      let part = SchemaDifference.Part.field(field.name)
      guard let other = here.first(where: { $0.name == field.name }) else {
        found.append(missing(part, DataType.arrayOfStruct.name))
        continue
      }
      found += [
        flag(part, .nullable, field.isNullable, other.isNullable),
        text(part, .description, field.description, other.description),
      ].compactMap(\.self)
      found += parameters(part, field.typeParameters, other.typeParameters)
      found += fields(field.fields, other.fields, of: field.name)
    }
    return found
      + here.filter { field in !wanted.contains { $0.name == field.name } }
      .map { surplus(.field($0.name), DataType.arrayOfStruct.name) }
  }

  private func functions(
    _ wanted: [FunctionSchema], _ here: [FunctionSchema]
  ) -> [SchemaDifference] {
    var found: [SchemaDifference] = []
    for function in wanted {
      let part = SchemaDifference.Part.function(function.name)
      guard let other = here.first(where: { $0.name == function.name }) else {
        found.append(missing(part, function.type.description))
        continue
      }
      found += [
        text(part, .type, function.type.description, other.type.description),
        text(part, .input, list(function.inputs), list(other.inputs)),
        text(part, .output, list(function.outputs), list(other.outputs)),
        text(part, .description, function.description, other.description),
      ].compactMap(\.self)
      found += parameters(part, function.parameters, other.parameters)
    }
    return found
      + here.filter { function in !wanted.contains { $0.name == function.name } }
      .map { surplus(.function($0.name), $0.type.description) }
  }
}

// MARK: - Single values

extension SchemaComparison {
  private func missing(_ part: SchemaDifference.Part, _ what: String) -> SchemaDifference {
    SchemaDifference(part, .presence, wanted: what, here: nil)
  }

  private func surplus(_ part: SchemaDifference.Part, _ what: String) -> SchemaDifference {
    SchemaDifference(part, .presence, wanted: nil, here: what)
  }

  private func flag(
    _ part: SchemaDifference.Part, _ aspect: SchemaDifference.Aspect, _ wanted: Bool, _ here: Bool
  ) -> SchemaDifference? {
    guard wanted != here else { return nil }
    return SchemaDifference(
      part, aspect, wanted: wanted ? "on" : "off", here: here ? "on" : "off")
  }

  private func text(
    _ part: SchemaDifference.Part, _ aspect: SchemaDifference.Aspect, _ wanted: String,
    _ here: String
  ) -> SchemaDifference? {
    let mayBeMissing = aspect == .description && toleratesMissingTexts
    guard !wanted.utf8.elementsEqual(here.utf8), !(mayBeMissing && here.isEmpty) else { return nil }
    return SchemaDifference(
      part, aspect, wanted: wanted.isEmpty ? nil : wanted, here: here.isEmpty ? nil : here)
  }

  private func parameters(
    _ part: SchemaDifference.Part, _ wanted: [KeyValue], _ here: [KeyValue]
  ) -> [SchemaDifference] {
    let keys = wanted.map(\.key) + here.map(\.key).filter { wanted[$0] == nil }
    return keys.compactMap { key in
      let (left, right) = (wanted[key] ?? "", here[key] ?? "")
      guard !ParameterMeaning.isSame(left, right) else { return nil }
      return text(part, .parameter(key), left, right)
    }
  }

  /// The parameters, without those sizes of an array that the other side does not say.
  private func said(_ field: FieldSchema, like other: FieldSchema) -> [KeyValue] {
    guard field.type == .array, toleratesMissingSizes else { return field.typeParameters }
    return field.typeParameters.filter {
      !FieldSchema.arraySizes.contains($0.key) || other.typeParameters[$0.key] != nil
    }
  }

  private func list(_ names: [ServerName]) -> String { names.joined(separator: ", ") }
}
