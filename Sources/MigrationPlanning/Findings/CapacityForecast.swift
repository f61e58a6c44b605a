/// How full a Dedicated cluster will be, by an estimate of what its compute units hold.
///
/// A CU holds 2, 8 or 40 million vectors of 768 dimensions, by its type, beside a key and nothing else
/// (https://docs.zilliz.com/docs/cu-types-explained, 2026). Older pages of the service say less, so this
/// is no promise. Only the control plane tells the type, and how much is in use.
struct CapacityForecast {
  /// A type of compute units, and the vectors of 768 dimensions that one of them holds.
  private struct Size {
    let name: String
    let vectors: Double
  }

  private static let performance = Size(name: "performance", vectors: 2e6)
  private static let capacity = Size(name: "capacity", vectors: 8e6)
  private static let tiered = Size(name: "tiered-storage", vectors: 40e6)

  /// Per cent of the cluster that are in use afterwards, by the smallest and the largest type that it
  /// may be of.
  let most, least: Double
  /// The forecast and its assumption in words.
  let text: String

  /// Forecasts vectors of so many 32-bit floats; `used` is what is in use now, in per cent.
  init(floats: Double, units: Int, unitType: String?, used: Double?) {
    let share = { (size: Size) in
      // A dimension is what a server says: its product with the entities may be beyond any Int64.
      min(floats / Double(units) / (size.vectors * 768) * 100, 1e12).rounded(.up)
    }
    let percent = { (value: Double) in "\(Wording.count(Int64(value))) %" }
    let now = used.map { ", \(percent($0.rounded(.up))) are in use now" }
    let assumption = "estimate\(now == nil ? ", without what is there already" : "")"
    if let known = Self.size(unitType) {
      (most, least) = (share(known) + (used ?? 0), share(known) + (used ?? 0))
      text = """
        vectors take \(percent(share(known))) of \(units) CU of the \(known.name) type\(now ?? "") \
        (\(assumption))
        """
    } else {
      (most, least) = (share(Self.performance) + (used ?? 0), share(Self.tiered) + (used ?? 0))
      text = """
        vectors take \(percent(share(Self.performance))) of \(units) CU of the performance type, \
        \(percent(share(Self.capacity))) of the capacity type\(now ?? "") (\(assumption))
        """
    }
  }

  /// The size by the service's word, as `Performance-optimized`; nil for one that is not known.
  private static func size(_ unitType: String?) -> Size? {
    guard let word = unitType?.lowercased() else { return nil }
    if word.hasPrefix("performance") { return performance }
    if word.hasPrefix("capacity") { return capacity }
    return word.hasPrefix("tiered") || word.hasPrefix("extended") ? tiered : nil
  }
}
