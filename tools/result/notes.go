package result

import (
	"reflect"
	"slices"

	"intercom-mcp/tools/cursor"
)

// notesOf returns where a result says how its call was taken: the notes of its Page,
// or else its Warnings; nil where it has neither.
func notesOf(out reflect.Type) (index []int) {
	for field := range fieldsOf(out) {
		switch {
		case field.Type == reflect.TypeFor[cursor.Page]():
			notes, _ := field.Type.FieldByName("Notes")
			return slices.Concat(field.Index, notes.Index)
		case field.Name == "Warnings" && field.Type == reflect.TypeFor[[]string]():
			index = field.Index
		}
	}
	return index
}

// TakesNotes reports whether a result of a type has a place for AddNote.
func TakesNotes(out reflect.Type) bool { return notesOf(out) != nil }

// AddNote returns a result that says one thing more on how its call was taken, where it
// has a place for that.
func AddNote(out any, note string) any {
	index := notesOf(reflect.TypeOf(out))
	if index == nil {
		return out
	}
	noted := reflect.New(reflect.TypeOf(out)).Elem() // a copy that can be changed
	noted.Set(reflect.ValueOf(out))
	notes := noted.FieldByIndex(index)
	notes.Set(reflect.Append(notes, reflect.ValueOf(note)))
	return noted.Interface()
}
