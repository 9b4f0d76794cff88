using System.CommandLine;
using Trimtab.Bench;

// Whole-process benchmarks; most print one JSON line, for scripts that run a peer beside it: see bench/peers/.
var root = new RootCommand("Times what Trimtab does; every verb prints one JSON line.");
root.Subcommands.Add(TrainVerb.Create());
root.Subcommands.Add(ThreadsVerb.Create());
root.Subcommands.Add(RegretVerb.Create());
root.Subcommands.Add(PeerVerb.Create());
root.Subcommands.Add(CostVerb.Create());
root.Subcommands.Add(EnumerationVerb.Create());
root.Subcommands.Add(ScalingVerb.Create());
root.Subcommands.Add(SoakVerb.Create());
root.Subcommands.Add(FrontVerb.Create());
root.Subcommands.Add(StatisticsVerb.Create());
root.Subcommands.Add(SearchesVerb.Create());
root.Subcommands.Add(StorageVerb.Create());
root.Subcommands.Add(WorkersVerb.Create());
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
