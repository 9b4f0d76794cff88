#:project ../src/Trimtab/Trimtab.csproj
using Trimtab;
using Trimtab.Storages;

// Start it as often as there are processors, on each machine that has the file: together they add up to 200 trials.
string folder = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("trimtab").FullName;
var options = new StudyOptions { Name = "shared", Schedule = Schedule.Asynchronous };
using var study = Study.Open($"journal:{Path.Combine(folder, "shared.log")}", options);
await study.OptimizeAsync(trial => Math.Pow(trial.SuggestFloat("x", -2, 2), 2), options: new() { UpTo = 200 });
Console.WriteLine(FormattableString.Invariant($"the best of {study.Count} trials is {study.BestValue:G6}"));
