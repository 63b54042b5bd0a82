namespace Latchkey.Server.Core.Devices;

/// <summary>What this room brings.</summary>
internal static class DevicesServices
{
    public static void AddDevices(this IServiceCollection services) => services.AddSingleton<DeviceModels>();
}
