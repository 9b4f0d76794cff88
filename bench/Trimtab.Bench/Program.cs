using Trimtab.Bench;

// Whole-process benchmarks; see also bench/peers/, which runs a peer beside them.
return await Verbs.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
