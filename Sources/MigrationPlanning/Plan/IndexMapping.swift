package import MilvusClient

/// Which indexes the target gets in place of the source's.
package struct IndexMapping: Sendable {
  /// Something about an index that the user should know.
  struct Remark: Sendable, Equatable {
    enum Kind: Equatable {
      /// A vector field had no index, so its metric is this program's choice.
      case metricChosen
      /// The target's servers build an index of another type than asked for.
      case typeReplaced
      /// AUTOINDEX does not know the metric, so the source's own type stays.
      case typeKept
      /// Whether the target can build this index is not known.
      case uncertain
    }

    var kind: Kind
    var text: String
  }

  let schema: CollectionSchema
  let source: ServerVersion
  let target: ServerVersion
  let targetKind: ClusterKind
  let policy: MigrationOptions.IndexPolicy

  package private(set) var vector: [PlannedIndex] = []
  package private(set) var scalar: [PlannedIndex] = []
  package private(set) var left: [NotCarried] = []
  private(set) var remarks: [Remark] = []

  package init(
    _ indexes: [PlannedIndex], of schema: CollectionSchema, source: ServerVersion,
    target: ServerVersion, targetKind: ClusterKind, policy: MigrationOptions.IndexPolicy
  ) {
    self.schema = schema
    self.source = source
    self.target = target
    self.targetKind = targetKind
    self.policy = policy
    guard policy != .none else {
      left = indexes.map { NotCarried($0.title, because: "no index was asked for") }
      return
    }
    let columns = schema.vectorColumns
    for column in columns {
      mapVector(column, indexes.first { $0.field == column.name })
    }
    for index in indexes where !columns.contains(where: { $0.name == index.field }) {
      mapScalar(index)
    }
  }

  private mutating func mapVector(_ column: VectorColumn, _ index: PlannedIndex?) {
    let index = index.map { known($0, for: column) }
    let metric = index?.metric.flatMap { $0.isEmpty ? nil : $0 }
    if metric == nil {
      remarks.append(
        Remark(
          kind: .metricChosen,
          text: """
            field "\(column.name)" has no index with a metric on the source: it gets \
            \(column.usualMetric)
            """))
    }
    let type = vectorType(column, index)
    if let index, index.type != type || type == IndexDefinition.autoIndex {
      left += index.parameters.filter(\.isServerSetting).map {
        NotCarried("\($0.key) of \(index.title)", because: "\(type) is made without it")
      }
    }
    vector.append(
      PlannedIndex(
        field: column.name, name: index?.name ?? column.name, type: type,
        metric: metric ?? column.usualMetric,
        parameters: index.map { carriedParameters($0, as: type) } ?? []))
  }

  /// The index with a metric that the target has.
  private mutating func known(_ index: PlannedIndex, for column: VectorColumn) -> PlannedIndex {
    guard let metric = index.metric else { return index }
    var index = index
    index.metric = Acceptance(version: target).metric(inPlaceOf: metric)
    if let other = index.metric, other != metric {
      remarks.append(
        Remark(
          kind: .uncertain,
          text: """
            field "\(column.name)": Milvus \(target) has no metric \(metric), it gets \(other), which \
            orders vectors alike, by other distances
            """))
    }
    return index
  }

  private mutating func vectorType(_ column: VectorColumn, _ index: PlannedIndex?) -> String {
    let automatic = support.automaticType(for: column.type)
    guard let index else { return automatic }
    // Its metric exists for this type of index only.
    if index.type == "MINHASH_LSH" { return index.type }
    if let type = weightedType(column, index, inPlaceOf: automatic) { return type }
    if policy != .same, index.type != automatic, let type = typeKept(column, index) { return type }
    guard policy == .same, index.type != automatic else { return automatic }
    if targetKind.isZilliz {
      remarks.append(
        Remark(
          kind: .typeReplaced,
          text: "field \"\(column.name)\": Zilliz Cloud builds AUTOINDEX in place of \(index.type)")
      )
      return automatic
    }
    if index.type.hasPrefix("GPU_"), target.supports(.gpuIndex) {
      remarks.append(
        Remark(
          kind: .uncertain,
          text: "field \"\(column.name)\": \(index.type) needs a target with GPUs"))
      return index.type
    }
    if builds(index.type, for: column) { return index.type }
    noteReplacement(of: index, by: automatic)
    return automatic
  }

  /// The source's own type, where AUTOINDEX builds nothing for its metric; nil where it does.
  private mutating func typeKept(_ column: VectorColumn, _ index: PlannedIndex) -> String? {
    guard let metric = index.metric?.uppercased(), !metric.isEmpty,
      !Acceptance(version: target).autoIndexTakes(metric, for: column.type)
    else { return nil }
    guard !targetKind.isZilliz, builds(index.type, for: column) else {
      remarks.append(
        Remark(
          kind: .uncertain,
          text: "field \"\(column.name)\": AUTOINDEX may not take the metric \(metric)"))
      return nil
    }
    remarks.append(
      Remark(
        kind: .typeKept,
        text: """
          field "\(column.name)": AUTOINDEX does not take the metric \(metric), it gets \
          \(index.type) as on the source
          """))
    return index.type
  }

  /// The type that takes the source's weights of BM25, where AUTOINDEX would be refused with them.
  private mutating func weightedType(
    _ column: VectorColumn, _ index: PlannedIndex, inPlaceOf automatic: String
  ) -> String? {
    guard automatic == IndexDefinition.autoIndex, !targetKind.isZilliz,
      index.parameters.contains(where: \.isChosenWeight)
    else { return nil }
    let isTaken = index.type != automatic && builds(index.type, for: column)
    let type = isTaken ? index.type : "SPARSE_INVERTED_INDEX"
    remarks.append(
      Remark(
        kind: .typeKept,
        text: """
          field "\(column.name)": AUTOINDEX takes no weights of BM25, it gets \(type) with those of \
          the source
          """))
    return type
  }

  private mutating func noteReplacement(of index: PlannedIndex, by type: String) {
    remarks.append(
      Remark(
        kind: .typeReplaced,
        text: """
          field "\(index.field)": Milvus \(target) has no \(index.type) index, it gets \(type)
          """))
  }

  private func carriedParameters(_ index: PlannedIndex, as type: String) -> [PlannedProperty] {
    // With AUTOINDEX, Milvus refuses whatever is no metric; Lite describes what it chose itself.
    let isAutomatic = type == IndexDefinition.autoIndex
    // Lite describes the parameters of searches, too, which Milvus does not take with an index.
    if index.type == type, !isAutomatic {
      return index.parameters.filter { $0.key != "search_params" }
    }
    // The weights of BM25 belong to the metric, whatever the type of the index.
    guard !isAutomatic || targetKind.isZilliz else { return [] }
    return index.parameters.filter(\.isWeight)
  }

  private mutating func mapScalar(_ index: PlannedIndex) {
    let fieldType = schema.type(ofColumn: index.field)
    let type = support.scalarType(
      inPlaceOf: index.type, on: fieldType, isUnknownTaken: target.isNoOlder(than: source))
    guard let type else {
      left.append(
        NotCarried(
          index.title, because: "Milvus \(target) has no index for fields of type \(fieldType)"))
      return
    }
    if type != index.type, !index.type.isEmpty { noteReplacement(of: index, by: type) }
    scalar.append(
      PlannedIndex(
        field: index.field, name: index.name, type: type, metric: nil,
        parameters: fieldType == .json ? index.parameters : carriedParameters(index, as: type)))
  }

  private func builds(_ type: String, for column: VectorColumn) -> Bool {
    support.builds(type, for: column.type) ?? target.isNoOlder(than: source)
  }

  private var support: IndexSupport { IndexSupport(version: target) }
}

extension PlannedIndex {
  /// The index as findings name it: `index "ix" (HNSW) on "embedding"`.
  package var title: String {
    "index \"\(name)\" (\(type.isEmpty ? "default type" : type)) on \"\(field)\""
  }
}

extension PlannedProperty {
  /// Whether it is a weight of BM25, which belongs to the metric of an index.
  package var isWeight: Bool { key.hasPrefix("bm25_") }

  /// Whether it is a weight of BM25 that a server would not choose by itself.
  package var isChosenWeight: Bool {
    isWeight && !(key == "bm25_k1" && Double(value) == 1.2)
      && !(key == "bm25_b" && Double(value) == 0.75)
  }

  /// Whether it says how a server keeps an index, as `mmap.enabled` does.
  package var isServerSetting: Bool { key.contains(".") }
}
