using System.Reflection;

namespace Trimtab;

/// <summary>The assemblies of this process that may hold parts of a user's own: those that reference Trimtab. Thread-safe.</summary>
/// <remarks>
/// Assemblies that such a one references, or the program itself, are loaded here, so that what is known does not depend on what has run so far; those of the
/// framework are left out.
/// </remarks>
internal static class PartAssemblies
{
    private static readonly string _ours = typeof(PartAssemblies).Assembly.GetName().Name!;
    private static readonly Lock _lock = new();
    private static Assembly[] _found = [];
    private static int _loads = 1, _seen;

    static PartAssemblies() => AppDomain.CurrentDomain.AssemblyLoad += (_, _) => Interlocked.Increment(ref _loads);

    /// <summary>Those there are now, by full name; the same array until there is another.</summary>
    public static Assembly[] All
    {
        get
        {
            if (Volatile.Read(ref _seen) == Volatile.Read(ref _loads))
            {
                return Volatile.Read(ref _found);
            }

            lock (_lock)
            {
                int loads;
                do
                {
                    loads = Volatile.Read(ref _loads);
                    Search();
                }
                while (loads != Volatile.Read(ref _loads)); // what was found referenced others, which came in

                Volatile.Write(ref _seen, loads);
                return _found;
            }
        }
    }

    private static void Search()
    {
        var all = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).ToList();
        Assembly[] found = [.. all.Where(References).OrderBy(assembly => assembly.FullName, StringComparer.Ordinal)];
        if (!found.SequenceEqual(_found))
        {
            Volatile.Write(ref _found, found);
        }

        var loaded = all.Select(assembly => assembly.GetName().Name).ToHashSet();
        foreach (var name in found.Append(Assembly.GetEntryAssembly()).OfType<Assembly>().SelectMany(assembly => assembly.GetReferencedAssemblies()))
        {
            if (!IsOfFramework(name.Name!) && loaded.Add(name.Name))
            {
                Load(name);
            }
        }
    }

    private static bool References(Assembly assembly) => assembly.GetReferencedAssemblies().Any(name => name.Name == _ours);

    private static bool IsOfFramework(string name) =>
        name is "System" or "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static void Load(AssemblyName name)
    {
        try
        {
            Assembly.Load(name);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            // It is not there, as a reference that is only compiled against: then it has no parts either.
        }
    }
}
