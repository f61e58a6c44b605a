#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A place after `connect` that is a file, or a folder, of this machine.
enum LocalPlace {
  /// The path that a place means; nil if it is an address.
  ///
  /// A path begins with `./`, `../`, `~/` or `/`, or ends in `.db` as pymilvus wants it, or has a slash in
  /// it and leads to something.
  static func path(of place: String) -> String? {
    guard !place.utf8.contains(0), !place.contains("://"), !place.hasPrefix("unix:") else {
      return nil
    }
    if ["/", "./", "../"].contains(where: place.hasPrefix) { return place }
    guard !place.contains(":") else { return nil }
    let leadsSomewhere = place.contains("/") && access(place, F_OK) == 0
    return place.hasSuffix(".db") || leadsSomewhere ? place : nil
  }

  /// The path without links, points and slashes in it that need not be; its end need not exist.
  ///
  /// - Throws: `UsageError.notFound` if its folder does not exist.
  static func resolved(_ path: String) throws(UsageError) -> String {
    var bare = Substring(path)
    while bare.count > 1, bare.hasSuffix("/") { bare = bare.dropLast() }
    if let whole = real(String(bare)) { return whole }
    let slash = bare.lastIndex(of: "/")
    let folder = slash.map { $0 == bare.startIndex ? "/" : String(bare[..<$0]) } ?? "."
    let name = slash.map { bare[bare.index(after: $0)...] } ?? bare
    guard let whole = real(folder) else {
      throw UsageError(
        .notFound, "there is no folder \"\(folder)\"", hint: "check the path, TAB completes it")
    }
    return whole == "/" ? "/\(name)" : "\(whole)/\(name)"
  }

  private static func real(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
