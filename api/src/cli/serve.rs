//! `salus serve`: the portal and its API on one port, until it is told to stop.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use tokio::{net::TcpListener, signal, sync::watch};

use crate::{app::App, events::Events, routes, settings::ServeArgs, store::Store, web};

/// How long open requests and streams have to end after the signal to stop.
const GRACE: Duration = Duration::from_secs(3);

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// A sentence for a setting that is wrong or a port that is taken.
pub async fn run(args: ServeArgs, store: Store) -> Result<()> {
    let settings = args.complete()?;
    let events = Events::start(&store);
    let app = App::new(store, settings.practice, settings.origin.clone(), events)?;
    let router = web::router(routes::router(app.clone()), &settings.spa, app);

    let address = SocketAddr::new(settings.listen, settings.port);
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("port {} is taken or not allowed; choose another with --port", settings.port))?;
    tracing::info!(%address, origin = %settings.origin, "serving");

    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    let until = |mut stopped: watch::Receiver<bool>| async move {
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    let serving = axum::serve(listener, router).with_graceful_shutdown(until(stopped.clone()));
    // Streams of events stay open for as long as a page does: they are cut after a while, and pages connect again.
    tokio::select! {
        served = serving => served.context("the server failed"),
        () = async { until(stopped).await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

/// Waits for SIGINT or SIGTERM.
async fn told_to_stop() {
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        () = terminate => {}
    }
}
