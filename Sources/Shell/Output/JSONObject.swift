/// The fields of a JSON object in the order in which they were written.
package struct JSONObject: Sendable, Equatable {
  /// One field.
  package struct Field: Sendable, Equatable {
    /// Its name.
    package var name: String
    /// Its value.
    package var value: JSONValue
  }

  /// The fields in order.
  package private(set) var fields: [Field]

  /// Makes an object without fields.
  package init() {
    fields = []
  }

  /// The value of the field with that name; setting adds the field at the end or replaces it.
  package subscript(name: String) -> JSONValue? {
    get { fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value }
    set {
      let place = fields.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
      switch (place, newValue) {
      case (let place?, let value?): fields[place].value = value
      case (let place?, nil): fields.remove(at: place)
      case (nil, let value?): fields.append(Field(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init()
    for (name, value) in elements { self[name] = value }
  }
}
