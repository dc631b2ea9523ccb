package intercomapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// Translations are the text of an object by locale. Locales and fields that
// Intercom does not have are refused, since it would drop them in silence.
type Translations[T any] map[string]T

var localeName = regexp.MustCompile(`^[a-z]{2}(-[A-Z]{2})?$`)

// UnmarshalJSON reads an object of objects.
func (t *Translations[T]) UnmarshalJSON(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*t = Translations[T]{}
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		if !localeName.MatchString(name) {
			return fmt.Errorf("translated_content: %.20q is not a locale such as fr or pt-BR", name)
		}
		d := json.NewDecoder(bytes.NewReader(raw[name]))
		d.DisallowUnknownFields()
		var text *T
		if err := d.Decode(&text); err != nil {
			return fmt.Errorf("translated_content.%s: %w", name, err)
		}
		if text == nil {
			return fmt.Errorf("translated_content.%s is null, and not a translation", name)
		}
		(*t)[name] = *text
	}
	return nil
}
