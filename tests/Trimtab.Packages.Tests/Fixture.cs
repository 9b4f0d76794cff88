using Trimtab.Packages.Tests;

[assembly: AssemblyFixture(typeof(PackedSolution))]
