//! `salus serve`: the portal and its API on one port, until it is told to stop.

use std::{net::SocketAddr, path::Path, time::Duration};

use anyhow::{Context, Result};
use axum::Router;
use salus_protocol::protection::KeysFrom;
use tokio::{net::TcpListener, signal, sync::watch};

use crate::{
    app::App,
    checkpoints::{self, folder::Folder},
    events::Events,
    import,
    mail::{self, letter::Letterhead, post::Post},
    routes,
    running::{self, Running},
    serving::{self, Patience, until},
    settings::ServeArgs,
    store::Store,
    tls::{Tls, TlsListener},
    web,
};

/// How long open requests and streams have to end after the signal to stop.
const GRACE: Duration = Duration::from_secs(3);
/// How long the last checkpoint may take.
const LAST_CHECKPOINT: Duration = Duration::from_secs(10);
/// How often what has run out is deleted.
const TIDY_EVERY: Duration = Duration::from_secs(10 * 60);

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// A sentence for a setting that is wrong or a port that is taken.
pub async fn run(args: ServeArgs, store: Store, data: &Path) -> Result<()> {
    let settings = args.complete()?;
    // Before anything else: a certificate that cannot be used stops the start.
    let tls = settings.tls.map(Tls::open).transpose()?;
    let kept = settings.checkpoints.unwrap_or_else(|| data.join("checkpoints"));
    let folder = Folder::open(&kept).with_context(|| {
        format!("the checkpoint folder {} cannot be used; name another with --checkpoints", kept.display())
    })?;
    // After an upgrade the readers may have learned to read better.
    let again = import::views::read_again(&store, &(std::sync::Arc::new(|_| ()) as import::Progress)).await?;
    if again > 0 {
        tracing::info!(patients = again, "records were read again");
    }
    // Words that are missing, a folder that cannot be made: before anything is promised.
    mail::texts::check()?;
    let post = settings.mail.as_ref().map(|setup| Post::open(setup, &settings.practice.name)).transpose();
    let post = post.context("mail cannot be sent as the settings say; check those that begin with mail-")?;
    let head = Letterhead {
        practice: settings.practice.name.clone(),
        telephone: settings.practice.telephone.clone(),
        origin: settings.origin.clone(),
    };
    let events = Events::start(&store);
    let running = Running {
        transport: running::transport(tls.is_some(), settings.trusted_proxies, &settings.origin),
        keys_from: store.keys_from(),
        keys_apart: store.keys_apart() && store.keys_from() != KeysFrom::Environment,
        database: store.link(),
        checkpoints: running::checkpoints(&kept, data, store.database().file().as_deref()),
    };
    let app = App {
        running,
        trusted_proxies: settings.trusted_proxies,
        ..App::new(store.clone(), settings.practice, settings.origin.clone(), events)?
    };
    let router = web::router(routes::router(app.clone()), &settings.spa, app)?;

    let address = SocketAddr::new(settings.listen, settings.port);
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("port {} is taken or not allowed; choose another with --port", settings.port))?;
    tracing::info!(%address, origin = %settings.origin, "serving");

    if let Some(post) = post {
        tokio::spawn(mail::worker::run(store.clone(), post, head));
    }
    tokio::spawn(tidy(store.clone()));
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    let keeping = tokio::spawn(checkpoints::keep_writing(store.clone(), folder.clone(), until(stopped.clone())));
    let serving = serving(listener, tls, router, stopped.clone());
    // Streams of events stay open for as long as a page does: they are cut after a while, and pages connect again.
    tokio::select! {
        served = serving => served.context("the server failed")?,
        () = async { until(stopped).await; tokio::time::sleep(GRACE).await } => {}
    }
    // What was read and written since the last checkpoint, in one more; after the one that may be under way.
    let last = async {
        let _ = keeping.await;
        checkpoints::write_or_warn(&store, &folder).await;
    };
    if tokio::time::timeout(LAST_CHECKPOINT, last).await.is_err() {
        tracing::warn!("the last checkpoint took too long; the next start writes it");
    }
    Ok(())
}

/// Serves over TLS where there is a certificate, until told to stop.
async fn serving(
    listener: TcpListener,
    tls: Option<Tls>,
    router: Router,
    stopped: watch::Receiver<bool>,
) -> std::io::Result<()> {
    match tls {
        Some(tls) => {
            tokio::spawn(tls.clone().follow());
            serving::serve(TlsListener::over(listener, tls)?, router, Patience::USUAL, stopped).await;
        }
        None => serving::serve(listener, router, Patience::USUAL, stopped).await,
    }
    Ok(())
}

/// Deletes what has run out, now and again.
async fn tidy(store: Store) {
    let mut every = tokio::time::interval(TIDY_EVERY);
    loop {
        every.tick().await;
        if let Err(cause) = store.forget_expired().await {
            tracing::warn!(%cause, "what has run out could not be deleted; trying again later");
        }
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
