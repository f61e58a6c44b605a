/// What a server takes, by its version: the one table of it.
///
/// Tried on Milvus 2.2.16 to 2.3.5 and on Lite 2.4.12 to 3.2.2, read in the sources of Milvus for
/// later versions. What an operator may have changed, or a plan of Zilliz Cloud bounds, is in the
/// limits of plans.
///
/// Two things need no line here, because no server takes them and another one refuses them. Names of
/// indexes are bounded as those of fields are, and Lite calls an index by its field. Descriptions are
/// bounded by etcd alone (785 kB each on 2.3.5), and Lite keeps none.
package struct Acceptance {
  package let version: ServerVersion

  /// What a server of the version takes.
  package init(version: ServerVersion) { self.version = version }

  /// Names of collections and aliases.
  package var collectionName: NameRule {
    NameRule(form: version.isLiteThree ? .folder : .identifier, length: 255)
  }

  /// Names of databases.
  package var databaseName: NameRule {
    NameRule(form: version.isLite ? .folder : .identifier, length: 255)
  }

  /// Names of fields.
  package var fieldName: NameRule {
    version.isLiteThree
      ? NameRule(form: .text, length: .max) : NameRule(form: .identifier, length: 255)
  }

  /// Names of partitions.
  package var partitionName: NameRule {
    if version.isLiteThree { return NameRule(form: .folder, length: 255) }
    return NameRule(form: version.isAtLeast(2, 5) ? .hyphenatedWord : .word, length: 255)
  }

  /// The language in which rows are asked for.
  package var filters: FilterLanguage { FilterLanguage(version: version) }

  /// Lengths that a VarChar may declare, and has to; nil where anything goes.
  package var textLengths: ClosedRange<Int>? { version.isLiteThree ? nil : 1...65_535 }

  /// Capacities that an array may declare, and has to; nil where anything goes.
  package var arrayCapacities: ClosedRange<Int>? { version.isLiteThree ? nil : 1...4_096 }

  /// The smallest dimension of a vector.
  package var smallestDimension: Int { version.isAtLeast(2, 4) ? 2 : 1 }

  /// The largest dimension of a vector; nil where anything goes.
  package var largestDimension: Int? { version.isLiteThree ? nil : 32_768 }

  /// The most fields of a collection, unless an operator changed it; nil where anything goes.
  package var fields: Int? { version.isLiteThree ? nil : 64 }

  /// The most partitions of a collection, unless an operator changed it.
  package var partitions: Int { version.isAtLeast(2, 4) ? 1_024 : 4_096 }

  /// The most vector fields of a collection; later versions have it as a setting.
  package var vectorFields: Int {
    version.isAtLeast(2, 6) ? 10 : version.supports(.severalVectorFields) ? 4 : 1
  }

  /// Whether lengths, and the number of fields, are settings that an operator may have raised.
  package var hasSettings: Bool { version.supports(.sizeSettings) }

  /// Why a field cannot have a name, as the rest of a sentence; nil if it can.
  package func refusal(ofField name: ServerName) -> String? {
    if let refusal = fieldName.refusal(of: name) { return refusal }
    guard !isReserved(name) else { return "the server keeps it for itself" }
    // 2.3 and 2.4 take such a name, only no filter can use it.
    guard version.isAtLeast(2, 5) else { return nil }
    return filters.refusal(of: name)
  }

  private func isReserved(_ name: ServerName) -> Bool {
    guard version.isLiteThree else { return ["RowID", "Timestamp"].contains(name) }
    return ["_seq", "_partition", "$meta", "count(*)"].contains(name)
      || ["iso", "interval"].contains(name.text.lowercased())
  }

  /// Bytes of a cell of JSON, the undeclared fields of a row among them, or nil for any number.
  ///
  /// 2.3.5: "the length (70009) of json field (j) exceeds max length (65536)"; operators may not
  /// change it.
  package var jsonLength: Int? { version.isLite ? nil : 65_536 }

  /// The metric to ask for in place of one, which may be its own.
  ///
  /// TANIMOTO went with Milvus 2.3; JACCARD orders vectors alike, by other distances.
  package func metric(inPlaceOf metric: String) -> String {
    let isGone = metric.uppercased() == "TANIMOTO" && version >= ServerVersion(2, 3, 0)
    return isGone ? "JACCARD" : metric
  }

  /// Whether AUTOINDEX builds indexes of a metric for vectors of a type.
  package func autoIndexTakes(_ metric: String, for type: DataType) -> Bool {
    switch type {
    case .binaryVector: ["HAMMING", "JACCARD"].contains(metric)
    case .sparseFloatVector: metric == "IP" || metric == "BM25" && version.supports(.bm25)
    case .floatVector, .float16Vector, .bfloat16Vector, .int8Vector:
      ["L2", "IP", "COSINE"].contains(metric)
    // Types of later versions have metrics of their own.
    default: true
    }
  }
}
