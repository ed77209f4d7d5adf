package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.devstack.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the services and a part that they talk to; cuts their connections, or lets all that is said come late. */
final class Proxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(20);

    private final ServerSocket door;
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong delayed = new AtomicLong();
    private volatile boolean isCut;
    private volatile Duration delay = Duration.ZERO;

    /** Listens on one port of this machine, and talks to another. */
    Proxy(int port, int target) {
        InetAddress here = InetAddress.ofLiteral(Ports.HOST);
        this.target = new InetSocketAddress(here, target);
        try {
            this.door = new ServerSocket(port, 100, here);
        } catch (IOException e) {
            throw new BenchException("Nobody can listen on the port " + port + ": " + e.getMessage(), e);
        }
        Thread.ofVirtual().name("proxy-" + port).start(this::accept);
    }

    /**
     * Breaks all connections off and lets none come about.
     *
     * @return how many were broken off
     */
    int cut() {
        isCut = true;
        List<Socket> open = List.copyOf(sockets);
        open.forEach(Proxy::closeQuietly);
        return open.size() / 2;
    }

    /** From now on, each piece of what is said in either direction comes so much later. */
    void delay(Duration each) {
        delayed.set(0);
        delay = each;
    }

    /** How many pieces came later since a delay was set last. */
    long delayed() {
        return delayed.get();
    }

    /** As if nothing had been. */
    void mend() {
        isCut = false;
        delay = Duration.ZERO;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // The door was closed, or whoever came has gone; or nobody can come, for want of descriptors.
                Pause.of(AFTER_FAILURE);
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        try {
            if (isCut) {
                throw new IOException("cut");
            }
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pump(server, client));
            pump(client, server);
            back.join();
        } catch (IOException _) {
            // Nobody listens behind the door: the client learns it by the end of its connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(client);
            closeQuietly(server);
            sockets.remove(client);
            sockets.remove(server);
        }
    }

    /** Until one of the two ends, which ends both. */
    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!delay.isZero()) {
                    delayed.incrementAndGet();
                    Pause.of(delay);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // Told to the other side by closing it.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new BenchException("A port can't be given back: " + e.getMessage(), e);
        }
        cut();
    }
}
