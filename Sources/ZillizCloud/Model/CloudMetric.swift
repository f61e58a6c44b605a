/// What can be measured of a cluster; the service knows more names than are listed here.
public struct CloudMetricName: RawRepresentable, Sendable, Hashable {
  /// The service's word.
  public var rawValue: String

  /// Takes the service's word.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The larger of memory and storage in use, in per cent: writes are refused at 100.
  ///
  /// Free, Dedicated and BYOC clusters have it.
  public static let capacity = CloudMetricName(rawValue: "CU_CAPACITY")
  /// Computing power in use, in per cent; Dedicated and BYOC clusters have it.
  public static let computation = CloudMetricName(rawValue: "CU_COMPUTATION")
  /// Storage in use, in GB.
  public static let storage = CloudMetricName(rawValue: "STORAGE_USE")
  /// All entities of all collections.
  public static let entities = CloudMetricName(rawValue: "ENTITIES_COUNT")
  /// All collections.
  public static let collections = CloudMetricName(rawValue: "COLLECTIONS_COUNT")
}

/// What to ask of a cluster's measurements.
public struct CloudMetricQuery: Sendable, Hashable {
  /// The time that values are asked for.
  public enum Span: Sendable, Hashable {
    /// So long before now.
    case last(Duration)
    /// From one moment to another, both RFC 3339.
    case between(String, String)
  }

  /// What was measured.
  public var names: [CloudMetricName]
  /// The time of the values.
  public var span: Span
  /// The time from one value to the next, 30 s at least.
  public var granularity: Duration
  /// The database to be measured alone.
  public var database: String?
  /// The collection to be measured alone.
  public var collection: String?

  /// Makes a query; without a span it is about the last hour, a value for every five minutes.
  public init(
    _ names: [CloudMetricName], span: Span = .last(.seconds(3600)),
    granularity: Duration = .seconds(300), database: String? = nil, collection: String? = nil
  ) {
    precondition(!names.isEmpty, "a query asks for one metric at least")
    precondition(granularity >= .seconds(30), "values are 30 s apart at least")
    self.names = names
    self.span = span
    self.granularity = granularity
    self.database = database
    self.collection = collection
  }
}

/// What was measured of a cluster in the course of time.
public struct CloudMetric: Sendable, Hashable {
  /// One measurement.
  public struct Sample: Sendable, Hashable {
    /// When, as the service writes it.
    public var time: String
    /// How much; nil if nothing was measured.
    public var value: Double?

    /// Makes a measurement from its parts.
    public init(time: String, value: Double?) {
      self.time = time
      self.value = value
    }
  }

  /// What was measured.
  public var name: CloudMetricName
  /// The unit in the service's words.
  public var unit: String?
  /// The measurements in the order of time.
  public var samples: [Sample]

  /// Makes a course of measurements from its parts.
  public init(name: CloudMetricName, unit: String?, samples: [Sample]) {
    self.name = name
    self.unit = unit
    self.samples = samples
  }

  /// The newest value; nil if nothing was measured.
  public var latest: Double? { samples.last { $0.value != nil }?.value }
}

extension CloudMetric {
  /// Reads measurements, whose values are texts or null; nil for what has no name.
  init?(_ json: CloudJSON) {
    guard let name = json["name"].text else { return nil }
    let samples = (json["values"].elements ?? []).map { value in
      Sample(time: value["timestamp"].text ?? "", value: value["value"].number)
    }
    self.init(name: CloudMetricName(rawValue: name), unit: json["unit"].text, samples: samples)
  }
}
