internal import MilvusClient

extension CollectionSchema {
  /// The schema as JSON, the same in `describe collection` and with `--schema json`.
  var document: JSONObject {
    [
      "name": .string(name), "description": .string(description), "autoID": .bool(isAutoID),
      "dynamicField": .bool(isDynamic),
      "fields": .array(fields.map { .object($0.document) }),
      "structFields": .array(
        structFields.map { field in
          [
            "name": .string(field.name),
            "fields": .array(field.fields.map { .object($0.document) }),
          ]
        }),
      "functions": .array(
        functions.map {
          [
            "name": .string($0.name), "type": .string($0.type.description),
            "inputs": .strings($0.inputs), "outputs": .strings($0.outputs),
            "parameters": .object($0.parameters.document),
          ]
        }),
    ]
  }
}

extension FieldSchema {
  /// The field as JSON.
  var document: JSONObject {
    [
      "name": .string(name), "type": .string(type.name),
      "elementType": elementType == .none ? .null : .string(elementType.name),
      "primaryKey": .bool(isPrimaryKey), "partitionKey": .bool(isPartitionKey),
      "clusteringKey": .bool(isClusteringKey), "nullable": .bool(isNullable),
      "default": .optional(defaultText), "functionOutput": .bool(isFunctionOutput),
      "description": .string(description), "parameters": .object(typeParameters.document),
    ]
  }
}

extension [KeyValue] {
  /// The pairs as a JSON object of texts.
  var document: JSONObject {
    var object = JSONObject()
    for pair in self { object[pair.key] = .string(pair.value) }
    return object
  }
}

/// A schema by itself, as one line of JSON in every format.
struct SchemaScreen: Renderable {
  static let schema = "schema/1"

  var collectionSchema: CollectionSchema

  init(schema: CollectionSchema) {
    collectionSchema = schema
  }

  var json: JSONObject { collectionSchema.document }

  var sections: [Section] { [.text(JSONValue.object(json).text)] }
}
