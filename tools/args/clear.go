package args

import "fmt"

// clearArgument is the argument of an update that names the fields to clear. null
// does not: models fill in what they do not mean with it.
const clearArgument = "clear"

// addClear adds that argument to the arguments of a tool that can clear a field.
func (n *node) addClear() {
	var names []string
	for _, name := range n.order {
		if n.fields[name].nullable {
			names = append(names, name)
		}
	}
	if names == nil {
		return
	}
	n.addField(clearArgument, &node{
		form: listForm, jsonType: "array", description: "Fields to empty", items: &node{form: textForm, jsonType: "string", enum: names},
	})
}

// applyClear puts null in the place of each field that a call wants cleared. One
// that the call sets as well is an Error.
func (n *node) applyClear(object any) error {
	values, _ := object.(map[string]any)
	names, ok := values[clearArgument].([]any)
	if !ok || n.fields[clearArgument] == nil {
		return nil
	}
	delete(values, clearArgument)
	for _, v := range names {
		name := fmt.Sprint(v)
		if values[name] != nil {
			return Errorf(clearArgument, "names %s, which this call sets as well: give one of the two", name)
		}
		values[name] = nil
	}
	return nil
}
