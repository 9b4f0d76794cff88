namespace Trimtab.Storages;

/// <summary>What is known of the worker that has a trial.</summary>
internal enum LeaseState
{
    /// <summary>The trial has no lease of this library: Python runs it.</summary>
    None,

    /// <summary>No sign of life was seen yet, for less than the lease's duration.</summary>
    Unknown,

    /// <summary>The worker runs on this machine, or has given a sign of life since it was first seen.</summary>
    Alive,

    /// <summary>The worker's process has ended on this machine, or gave no sign of life for the lease's duration.</summary>
    Expired,
}
