package import ZillizCloud

/// Which control plane is asked, as a person says it.
package enum CloudSite: Sendable, Equatable {
  /// The one that the environment names, else the global one.
  case auto
  /// That of all regions outside China.
  case global
  /// That of the regions in China.
  case china
  /// One at an address of its own.
  case other(CloudAddress)

  /// The variable of the environment that names a control plane.
  package static let variable = "VECFERRY_CLOUD_URL"
  /// The words that are no addresses.
  package static let words = ["auto", "global", "china"]

  /// Reads a word or an address.
  ///
  /// - Throws: `UsageError.invalidValue` for an address that is none.
  package init(_ text: String) throws(UsageError) {
    switch text {
    case "auto": self = .auto
    case "global": self = .global
    case "china": self = .china
    default:
      do {
        self = .other(try CloudAddress(text))
      } catch {
        throw UsageError(
          .invalidValue, error.message,
          hint: "one of \(Self.words.joined(separator: ", ")), or https:// and a host")
      }
    }
  }

  /// The word or the address.
  package var text: String {
    switch self {
    case .auto: "auto"
    case .global: "global"
    case .china: "china"
    case .other(let address): address.description
    }
  }

  /// The address of the control plane.
  ///
  /// - Throws: `UsageError.invalidValue` if the environment names one that is none.
  package func address(environment: [String: String]) throws(UsageError) -> CloudAddress {
    switch self {
    case .global: return .global
    case .china: return .china
    case .other(let address): return address
    case .auto:
      let named = environment.filled(Self.variable) ?? "global"
      let site = try CloudSite(named)
      return site == .auto ? .global : try site.address(environment: [:])
    }
  }
}
