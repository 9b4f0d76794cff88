using Spectre.Console;
using Trimtab.Networks.Datasets;

namespace MnistNotebook;

/// <summary>A bar per file while data sets are fetched; nothing where they are at hand.</summary>
internal static class Download
{
    public static Task<T> WithBarAsync<T>(IAnsiConsole console, Func<IProgress<DownloadProgress>, Task<T>> load) => console.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new RemainingTimeColumn())
        .StartAsync(context => load(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IProgress<DownloadProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(DownloadProgress value)
        {
            if (!_tasks.TryGetValue(value.File, out var task))
            {
                _tasks[value.File] = task = context.AddTask(Markup.Escape($"{value.File} from {value.Mirror.Host}"));
            }

            task.MaxValue(value.TotalBytes ?? Math.Max(value.BytesReceived, 1));
            task.Value(value.BytesReceived);
        }
    }
}
