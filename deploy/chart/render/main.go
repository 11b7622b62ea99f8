// Render prints what "helm template" would of a chart, for tests on machines without helm:
//
//	CGO_ENABLED=0 go run . CHART NAMESPACE [VALUES as JSON]
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

func main() {
	if err := render(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: go run . CHART NAMESPACE [VALUES as JSON]")
	}
	given := map[string]any{}
	if len(args) > 2 {
		if err := json.Unmarshal([]byte(args[2]), &given); err != nil {
			return fmt.Errorf("the values are no JSON object: %w", err)
		}
	}
	chart, err := loader.Load(args[0])
	if err != nil {
		return err
	}
	release := chartutil.ReleaseOptions{Name: "mysql-ha", Namespace: args[1], IsInstall: true}
	values, err := chartutil.ToRenderValues(chart, given, release, nil)
	if err != nil {
		return err
	}
	files, err := engine.Engine{Strict: true}.Render(chart, values)
	if err != nil {
		return err
	}
	names := []string{}
	for name := range files {
		if path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Printf("---\n# Source: %s\n%s\n", name, files[name])
	}
	return nil
}
