using Latchkey.Native;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SDK with dependency injection.</summary>
public static class LatchkeyServices
{
    /// <summary>
    /// Adds one <see cref="LatchkeyClient"/> for the process, and <see cref="LatchkeyTokenHandler"/> for
    /// <see cref="LatchkeyOptions.ApiOrigins"/>, to be used as <c>AddHttpMessageHandler&lt;LatchkeyTokenHandler&gt;()</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddLatchkey(this IServiceCollection services, Action<LatchkeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(provider => Options(provider, configure));
        services.TryAddSingleton(provider => new LatchkeyClient(provider.GetRequiredService<LatchkeyOptions>()));
        services.TryAddTransient(provider => new LatchkeyTokenHandler(
            provider.GetRequiredService<LatchkeyClient>(), provider.GetRequiredService<LatchkeyOptions>().ApiOrigins));
        return services;
    }

    /// <summary>The same with options read from configuration (<see cref="LatchkeyConfiguration.ReadFrom"/>).</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">Such as <c>configuration.GetSection("Latchkey")</c>.</param>
    /// <param name="configure">Sets what configuration cannot hold, such as the browser; comes after it.</param>
    public static IServiceCollection AddLatchkey(this IServiceCollection services, IConfiguration section, Action<LatchkeyOptions>? configure = null) =>
        services.AddLatchkey(Both(section, configure));

    /// <summary>
    /// Adds one of several clients under a name: <c>[FromKeyedServices("work")] LatchkeyClient</c>, and its handler with
    /// <c>AddHttpMessageHandler(services => services.GetRequiredKeyedService&lt;LatchkeyTokenHandler&gt;("work"))</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The key of the three services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddLatchkey(this IServiceCollection services, string name, Action<LatchkeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Options(provider, configure));
        services.TryAddKeyedSingleton(name, (provider, _) => new LatchkeyClient(provider.GetRequiredKeyedService<LatchkeyOptions>(name)));
        services.TryAddKeyedTransient(name, (provider, _) => new LatchkeyTokenHandler(
            provider.GetRequiredKeyedService<LatchkeyClient>(name), provider.GetRequiredKeyedService<LatchkeyOptions>(name).ApiOrigins));
        return services;
    }

    /// <summary>One of several clients, with options read from configuration.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The key of the three services.</param>
    /// <param name="section">Such as <c>configuration.GetSection("Latchkey:Work")</c>.</param>
    /// <param name="configure">Sets what configuration cannot hold; comes after it.</param>
    public static IServiceCollection AddLatchkey(this IServiceCollection services, string name, IConfiguration section,
        Action<LatchkeyOptions>? configure = null) =>
        services.AddLatchkey(name, Both(section, configure));

    private static Action<LatchkeyOptions> Both(IConfiguration section, Action<LatchkeyOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(section);
        return options =>
        {
            options.ReadFrom(section);
            configure?.Invoke(options);
        };
    }

    private static LatchkeyOptions Options(IServiceProvider provider, Action<LatchkeyOptions> configure)
    {
        var options = new LatchkeyOptions();
        configure(options);
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        if (options.OnWarning is null && provider.GetService<ILoggerFactory>() is { } loggers)
        {
            var logger = loggers.CreateLogger("Latchkey.Native");
            options.OnWarning = text => logger.LogWarning("{Warning}", text);
        }
        return options;
    }
}
