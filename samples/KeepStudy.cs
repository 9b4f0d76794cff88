#:project ../src/Trimtab/Trimtab.csproj
using Trimtab;
using Trimtab.Samplers;
using Trimtab.Storages;

// Created where it is missing, else opened. Kill the program and run it again with the same folder: it goes on where it stopped.
string folder = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("trimtab").FullName;
var options = new StudyOptions { Name = "bowl", Seed = 7, Sampler = new TpeSampler() };
using var study = Study.Open($"journal:{Path.Combine(folder, "study.log")}", options);
int before = study.Count;
await study.OptimizeAsync(
    trial =>
    {
        double x = trial.SuggestFloat("x", -2, 2), y = trial.SuggestFloat("y", -2, 2);
        return (x * x) + (y * y);
    },
    options: new() { UpTo = 60 });
Console.WriteLine(FormattableString.Invariant(
    $"{before} trials before, {study.Count} in {folder} now; the best value is {study.BestValue:G6}"));
