/**
 * The packages that the built console needs: those of "dependencies" and all that these need in turn.
 * @param packages "packages" of package-lock.json
 * @returns folders below node_modules, without those that lie in another of the list
 */
export function runtimePackages(packages) {
  const found = new Set();
  const visit = (folder, entry) => {
    const wanted = [...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.optionalDependencies ?? {}), ...Object.keys(entry.peerDependencies ?? {}).filter((name) => !entry.peerDependenciesMeta?.[name]?.optional)];
    for (const name of wanted) {
      const place = placeOf(packages, folder, name);
      if (place === null || found.has(place)) continue;
      found.add(place);
      visit(place, packages[place]);
    }
  };
  visit('', { dependencies: packages[''].dependencies });
  return [...found].filter((place) => ![...found].some((other) => place.startsWith(`${other}/`))).sort();
}

/** As Node looks for it: beside the package that wants it, then one folder up, to the root. null for one of another platform. */
function placeOf(packages, folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (!at) return null;
  }
}
