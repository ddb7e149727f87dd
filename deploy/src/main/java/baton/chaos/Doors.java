package baton.chaos;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where people reach the nodes, in the order of the nodes.
 *
 * @param web ports on 127.0.0.1
 * @param telephones addresses for SIP
 */
record Doors(List<Integer> web, List<InetSocketAddress> telephones) {}
